"""The sentences of an evaluation's verdict by key: English and Danish."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "too_few": (
        "Too few to say: fewer than five incidents in either period.",
        "For få til at sige noget: færre end fem hændelser i begge perioder.",
    ),
    "fell_more": (
        "Crime fell more in the target area than in the comparison area, by more than chance explains.",
        "Kriminaliteten faldt mere i indsatsområdet end i sammenligningsområdet, mere end tilfældet forklarer.",
    ),
    "rose_more": (
        "Crime developed worse in the target area than in the comparison area, by more than chance explains.",
        "Kriminaliteten udviklede sig værre i indsatsområdet end i sammenligningsområdet, mere end tilfældet forklarer.",
    ),
    "no_difference": (
        "No clear difference between the target area and the comparison area: chance can explain what is seen.",
        "Ingen klar forskel på indsatsområdet og sammenligningsområdet: tilfældet kan forklare det, der ses.",
    ),
    "unsure": (
        "The measures disagree: the difference in numbers and the ratio do not both point clearly the same way.",
        "Målene er uenige: forskellen i antal og forholdet peger ikke begge klart samme vej.",
    ),
    "fell": (
        "Crime fell in the target area, by more than chance explains.",
        "Kriminaliteten faldt i indsatsområdet, mere end tilfældet forklarer.",
    ),
    "rose": (
        "Crime rose in the target area, by more than chance explains.",
        "Kriminaliteten steg i indsatsområdet, mere end tilfældet forklarer.",
    ),
    "no_change": (
        "No clear change in the target area: chance can explain what is seen.",
        "Ingen klar ændring i indsatsområdet: tilfældet kan forklare det, der ses.",
    ),
    "counts": (
        "Target area: {before} incidents before and {after} after, {raw} in number.",
        "Indsatsområdet: {before} hændelser før og {after} efter, {raw} i antal.",
    ),
    "rate": (
        "Per month {before_rate} before and {after_rate} after: {change} ({confidence}% interval {low} to {high}; {p}).",
        "Pr. måned {before_rate} før og {after_rate} efter: {change} ({confidence} %-interval {low} til {high}; {p}).",
    ),
    "rate_equal": (
        "The periods are taken as equally long: {change} ({confidence}% interval {low} to {high}; {p}).",
        "Perioderne regnes for lige lange: {change} ({confidence} %-interval {low} til {high}; {p}).",
    ),
    "no_base": (
        "Nothing was recorded before, so there is no percentage.",
        "Intet var registreret før, så der er ingen procent.",
    ),
    "comparison": (
        "Comparison area: {before} before and {after} after, {change} per month ({low} to {high}).",
        "Sammenligningsområdet: {before} før og {after} efter, {change} pr. måned ({low} til {high}).",
    ),
    "difference": (
        "Against the comparison: {estimate} incidents in a period as long as the one after ({low} to {high}).",
        "Mod sammenligningen: {estimate} hændelser i en periode så lang som den efter ({low} til {high}).",
    ),
    "difference_around": (
        "Against the comparison, with displacement to the surroundings counted in: {estimate} incidents in a period as "
        "long as the one after ({low} to {high}).",
        "Mod sammenligningen, med forskydning til omgivelserne regnet med: {estimate} hændelser i en periode så lang som "
        "den efter ({low} til {high}).",
    ),
    "alone": (
        "Without a comparison area it cannot be said whether crime would have changed anyway.",
        "Uden sammenligningsområde kan det ikke siges, om kriminaliteten alligevel havde ændret sig.",
    ),
    "apart": (
        "Target and comparison already moved apart before the start ({p}): the comparison is weak.",
        "Indsats- og sammenligningsområde gik allerede hver sin vej før start ({p}): sammenligningen er svag.",
    ),
    "alike": (
        "Before the start there is no sign that the two moved differently, which is no proof that they moved alike.",
        "Før start er der intet tegn på, at de to gik hver sin vej, hvilket ikke beviser, at de fulgtes ad.",
    ),
    "unchecked": (
        "There is too little before the start to check that the two moved alike.",
        "Der er for lidt før start til at kontrollere, at de to fulgtes ad.",
    ),
    "chosen": (
        "The area was chosen because its level was high: part of a fall is then to be expected without any action.",
        "Området blev valgt, fordi niveauet var højt: en del af et fald må da ventes uden nogen indsats.",
    ),
    "peaked": (
        "The time just before was unusually high; a mere return to the level earlier would be {expected}.",
        "Tiden lige før var usædvanlig høj; blot en tilbagevenden til niveauet tidligere ville være {expected}.",
    ),
    "spread": (
        "From month to month counts vary {excess} times as much as chance; the true intervals are about {factor} times as wide, "
        "and the finding is by these.",
        "Fra måned til måned varierer antallet {excess} gange så meget som tilfældet; de sande intervaller er omtrent {factor} "
        "gange så brede, og konklusionen bygger på dem.",
    ),
    "season": (
        "The periods cover different months of the year; season may explain part of the change.",
        "Perioderne dækker forskellige måneder af året; årstiden kan forklare en del af ændringen.",
    ),
    "recorded": (
        "These are recorded incidents; willingness to report may have changed too.",
        "Dette er registrerede hændelser; anmeldelseslysten kan også have ændret sig.",
    ),
}
