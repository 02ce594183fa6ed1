"""The closed value lists: stored value, English, Danish. Target groups are an open list and live in a table."""

from __future__ import annotations

from ..base.i18n import either

VALUE_LISTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "role": (
        ("responsible", "Sector responsible officer", "Sektoransvarlig"),
        ("substitute", "Substitute", "Stedfortræder"),
        ("colleague", "Colleague in the sector", "Kollega i sektoren"),
    ),
    "set_status": (("draft", "Draft", "Udkast"), ("adopted", "Adopted", "Vedtaget")),
    "absence_kind": (
        ("holiday", "Holiday", "Ferie"),
        ("course", "Course", "Kursus"),
        ("leave", "Leave", "Orlov"),
        ("other", "Other", "Andet"),
    ),
    "theme": (
        ("safety", "Feeling of safety", "Tryghed"),
        ("burglary", "Burglary", "Indbrud"),
        ("traffic", "Traffic", "Trafik"),
        ("nuisance", "Disorder and nuisance", "Uro og gener"),
        ("violence", "Violence and threats", "Vold og trusler"),
        ("drugs", "Drugs", "Narkotika"),
        ("youth", "Children and young people", "Børn og unge"),
        ("environment", "Surroundings: light, paths, planting", "Omgivelser: lys, stier, beplantning"),
        ("cooperation", "Cooperation", "Samarbejde"),
        ("other", "Other", "Andet"),
    ),
    "progress_status": (("open", "Open", "Åben"), ("under_way", "Under way", "I gang"), ("done", "Done", "Afsluttet")),
    "access": (
        ("internal", "Internal: all who use the log", "Intern: alle, der bruger loggen"),
        ("restricted", "Restricted: counted, never exported", "Begrænset: tælles, eksporteres aldrig"),
    ),
    "party_kind": (
        ("housing_association", "Housing association", "Boligforening"),
        ("house_owners", "House owners' association", "Grundejerforening"),
        ("school", "School or institution", "Skole eller institution"),
        ("club", "Club or association", "Klub eller forening"),
        ("trade", "Trade", "Erhverv"),
        ("municipality", "Municipality", "Kommune"),
        ("other", "Other", "Andet"),
    ),
    "initiative_kind": (
        ("campaign", "Campaign", "Kampagne"),
        ("safety_walk", "Safety walk", "Tryghedsvandring"),
        ("safety_partnership", "Safety partnership", "Tryghedspartnerskab"),
        ("other", "Other", "Andet"),
    ),
    "finding_kind": (
        ("light", "Light", "Belysning"),
        ("planting", "Planting and sight lines", "Beplantning og udsyn"),
        ("maintenance", "Maintenance", "Vedligeholdelse"),
        ("renewal", "Renewal", "Fornyelse"),
        ("traffic", "Traffic", "Trafik"),
        ("other", "Other", "Andet"),
    ),
    "request_kind": (
        ("traffic_control", "Traffic control", "Færdselskontrol"),
        ("dialogue_meeting", "Dialogue meeting", "Dialogmøde"),
        ("mobile_station", "Visit of the mobile police station", "Besøg af den mobile politistation"),
        ("safety_walk", "Safety walk", "Tryghedsvandring"),
    ),
    "request_status": (
        ("received", "Received", "Modtaget"),
        ("planned", "Planned", "Planlagt"),
        ("done", "Done", "Udført"),
        ("answered", "Answered", "Besvaret"),
        ("declined", "Declined", "Afvist"),
    ),
    "event_kind": (
        ("mobile_station", "Mobile police station", "Mobil politistation"),
        ("meeting", "Meeting", "Møde"),
        ("safety_walk", "Safety walk", "Tryghedsvandring"),
        ("other", "Other", "Andet"),
    ),
    "evaluation_finding": (
        ("fell_more", "Fell more than elsewhere", "Faldt mere end andre steder"),
        ("rose_more", "Rose more than elsewhere", "Steg mere end andre steder"),
        ("no_difference", "No difference from elsewhere", "Ingen forskel fra andre steder"),
        ("fell", "Fell; nothing to compare with", "Faldt; intet at sammenligne med"),
        ("rose", "Rose; nothing to compare with", "Steg; intet at sammenligne med"),
        ("no_change", "No change", "Ingen ændring"),
        ("unsure", "Unsure", "Usikkert"),
        ("too_few", "Too few to say", "For få til at sige noget"),
    ),
    "threat_level": (
        ("too_few", "Too few to say", "For få til at sige noget"),
        ("low", "Low", "Lav"),
        ("moderate", "Moderate", "Moderat"),
        ("raised", "Raised", "Forhøjet"),
        ("high", "High", "Høj"),
    ),
    "review_state": (
        ("draft", "Draft", "Kladde"),
        ("in_review", "In review", "Til gennemsyn"),
        ("approved", "Approved", "Godkendt"),
        ("withdrawn", "Withdrawn", "Trukket tilbage"),
    ),
}

TARGET_GROUPS_EDITION = "1"
TARGET_GROUPS: tuple[tuple[str, str, str], ...] = (
    ("children_young", "Children and young adults", "Børn og unge"),
    ("exposed_areas", "Residents of exposed housing areas", "Beboere i udsatte boligområder"),
    ("gang_related", "Gang-related individuals", "Banderelaterede personer"),
    ("tradespeople", "Tradespeople", "Erhvervsdrivende"),
    ("clubs", "Clubs and associations", "Klubber og foreninger"),
    ("road_users", "Road-users", "Trafikanter"),
    ("housing", "Housing associations and co-operatives", "Boligforeninger og andelsboligforeninger"),
    ("house_owners", "House owners' associations", "Grundejerforeninger"),
    ("homeless", "Homeless people", "Hjemløse"),
    ("all_others", "All other citizens", "Alle andre borgere"),
)


def codes(name: str) -> tuple[str, ...]:
    """Return the stored values of a list."""
    return tuple(code for code, _, _ in VALUE_LISTS[name])


def label(name: str, code: str) -> str:
    """Return what people read for a stored value; the value itself where the list does not know it."""
    for known, english, danish in VALUE_LISTS[name]:
        if known == code:
            return either(english, danish)
    return code
