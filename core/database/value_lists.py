"""Closed value lists, and the labels and help of the forms, in English and Danish.

Target groups are an open list and live in a table.
"""

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
Pair = tuple[str, str]
TABLES: dict[str, Pair] = {
    "target_group": ("Target groups", "Målgrupper"),
    "local_police_district": ("Local police districts", "Lokalpolitidistrikter"),
    "sector_set": ("Sector sets", "Sektorsæt"),
    "sector": ("Sectors", "Sektorer"),
    "officer": ("Officers", "Betjente"),
    "assignment": ("Assignments", "Tildelinger"),
    "absence": ("Absence", "Fravær"),
    "log_entry": ("Sector log", "Sektorlog"),
    "interested_party": ("Interested parties", "Interessenter"),
    "exposed_area": ("Exposed housing areas", "Udsatte boligområder"),
    "initiative": ("Initiatives", "Indsatser"),
    "evaluation": ("Evaluations", "Evalueringer"),
    "threat_assessment": ("Threat assessments", "Trusselsvurderinger"),
    "walk_finding": ("Findings of safety walks", "Fund fra tryghedsvandringer"),
    "request": ("Requests", "Henvendelser"),
    "public_event": ("Public events", "Offentlige arrangementer"),
    "handbook_section": ("Handbook: sections", "Håndbog: afsnit"),
    "handbook_contribution": ("Handbook: contributions", "Håndbog: bidrag"),
    "plan_change": ("Changes of the plan", "Ændringer af planen"),
    "sector_lineage": ("Ancestors of sectors", "Sektorers forgængere"),
    "carried_assignment": ("Assignments before an adoption", "Tildelinger før en vedtagelse"),
}
COLUMNS: dict[str, Pair] = {
    "access": ("Access", "Adgang"),
    "action": ("Action", "Handling"),
    "after_end": ("After: last day", "Efter: sidste dag"),
    "after_start": ("After: first day", "Efter: første dag"),
    "active": ("In use", "I brug"),
    "ancestor": ("Earlier sector", "Tidligere sektor"),
    "answer": ("Answer to the resident", "Svar til borgeren"),
    "answered_on": ("Answered on", "Besvaret den"),
    "area_m2": ("Area in common, m²", "Fælles areal, m²"),
    "assignment_id": ("Assignment", "Tildeling"),
    "author_role": ("Author's role", "Forfatterens rolle"),
    "before_end": ("Before: last day", "Før: sidste dag"),
    "before_start": ("Before: first day", "Før: første dag"),
    "body": ("Text", "Tekst"),
    "challenge": ("Challenge", "Udfordring"),
    "change": ("Change", "Ændring"),
    "changed_on": ("Changed on", "Ændret den"),
    "code": ("Code", "Kode"),
    "contact_person": ("Contact person", "Kontaktperson"),
    "decided_by": ("Decided by", "Besluttet af"),
    "description": ("Description", "Beskrivelse"),
    "done_on": ("Done on", "Udbedret den"),
    "due_on": ("Due on", "Frist"),
    "duplicate_of": ("The same as", "Samme som"),
    "edition": ("Edition", "Udgave"),
    "email": ("E-mail", "E-mail"),
    "end_time": ("Ends at", "Slutter kl."),
    "entry_date": ("Date", "Dato"),
    "evaluation": ("Remarks on the evaluation", "Bemærkninger til evalueringen"),
    "event_date": ("Date", "Dato"),
    "exposed_area": ("Exposed housing area", "Udsat boligområde"),
    "finding": ("Finding", "Udfald"),
    "finding_id": ("Number of the finding", "Fundets nummer"),
    "fixed": ("Fixed part", "Fast del"),
    "found_on": ("Found on", "Fundet den"),
    "goal": ("Goal", "Mål"),
    "goes_on": ("Goes on", "Fortsætter"),
    "handbook_section": ("Section", "Afsnit"),
    "hours": ("Telephone hours", "Telefontid"),
    "initiative": ("Initiative", "Indsats"),
    "kind": ("Kind", "Art"),
    "level": ("Level", "Niveau"),
    "local_police_district": ("Local police district", "Lokalpolitidistrikt"),
    "made_on": ("Made on", "Udarbejdet den"),
    "message_line": ("Message line", "Beskedlinje"),
    "name": ("Name", "Navn"),
    "name_da": ("Name in Danish", "Navn på dansk"),
    "name_en": ("Name in English", "Navn på engelsk"),
    "next_step": ("Next step", "Næste skridt"),
    "note": ("Note", "Bemærkning"),
    "number": ("Number", "Nummer"),
    "officer": ("Officer", "Betjent"),
    "officer_id": ("Service number", "Tjenestenummer"),
    "officers": ("Officers", "Antal betjente"),
    "outcome": ("Conclusion", "Konklusion"),
    "phone": ("Telephone", "Telefon"),
    "photo": ("Photo", "Foto"),
    "photo_consent_date": ("Consent to photo given on", "Samtykke til foto givet den"),
    "place": ("Place", "Sted"),
    "planned_on": ("Planned for", "Planlagt til"),
    "police_district": ("Local police district", "Lokalpolitidistrikt"),
    "population": ("Residents", "Indbyggere"),
    "predecessor": ("Set before it", "Sættet før"),
    "predecessor_end": ("Last day of that before", "Dettes hidtidige sidste dag"),
    "progress": ("Progress", "Fremdrift"),
    "publish": ("Publish", "Offentliggør"),
    "quarter": ("Quarter, as 2026-Q3", "Kvartal, som 2026-Q3"),
    "reason": ("Reason", "Begrundelse"),
    "received_on": ("Received on", "Modtaget den"),
    "report": ("Report", "Rapport"),
    "request": ("Request", "Henvendelse"),
    "request_id": ("Request number", "Henvendelsesnummer"),
    "requester": ("Requested by", "Henvendelse fra"),
    "result": ("Result", "Resultat"),
    "review_date": ("Review by", "Gennemgås senest"),
    "reviewed_on": ("Reviewed on", "Gennemset den"),
    "role": ("Role", "Rolle"),
    "sector": ("Sector", "Sektor"),
    "sector_id": ("Sector number", "Sektornummer"),
    "sector_set": ("Sector set", "Sektorsæt"),
    "text_id": ("Sector id, where it is a text", "Sektor-id, hvor det er en tekst"),
    "spot": ("Spot", "Plet"),
    "start_time": ("Begins at", "Begynder kl."),
    "state": ("State", "Tilstand"),
    "station": ("Station", "Station"),
    "status": ("Status", "Status"),
    "target_group": ("Target group", "Målgruppe"),
    "theme": ("Theme", "Tema"),
    "threat_assessment": ("Remarks on the threat", "Bemærkninger til truslen"),
    "title": ("Title", "Titel"),
    "valid_from": ("First day", "Første dag"),
    "valid_to": ("Last day", "Sidste dag"),
    "who_mends": ("Who mends it", "Hvem udbedrer"),
    "wish": ("Wish", "Ønske"),
    "workload": ("Workload, per mille", "Belastning, promille"),
    "written_on": ("Written on", "Skrevet den"),
}
HELP: dict[str, Pair] = {
    "officer": (
        "Only officers with “Publish” reach the public map. A photo needs a consent date.",
        "Kun betjente med “Offentliggør” kommer på det offentlige kort. Et foto kræver en samtykkedato.",
    ),
    "assignment": (
        "A sector has one responsible officer a day. First and last day both count; an open last day means until further notice.",
        "En sektor har én ansvarlig pr. dag. Første og sidste dag tæller begge med; åben sidste dag betyder indtil videre.",
    ),
    "log_entry": (
        "Write what an unknown colleague can take over from. Nothing from handled sources, no civil registration numbers.",
        "Skriv, så en ukendt kollega kan tage over. Intet fra kildeføring, ingen CPR-numre.",
    ),
    "request": (
        "What a resident asked for. Changing the status to Done needs the result; the answer is drafted from it.",
        "Hvad en borger har bedt om. Når status er Udført, skal resultatet skrives; svaret skrives ud fra det.",
    ),
    "public_event": (
        "Events with “Publish” are shown on the public map.",
        "Arrangementer med “Offentliggør” vises på det offentlige kort.",
    ),
    "evaluation": (
        "What came of an initiative. “Evaluate initiative” fills this in when it is given the database.",
        "Hvad der kom ud af en indsats. “Evaluér indsats” udfylder det, når den får databasen med.",
    ),
    "threat_assessment": (
        "One row for each area and quarter. “Assess threat in exposed areas” fills this in when it is given the database.",
        "Én række pr. område og kvartal. “Vurdér trusler i udsatte områder” udfylder det, når den får databasen med.",
    ),
    "walk_finding": (
        "One row for each spot seen on the walk. Fill in “Done on” when it has been mended.",
        "Én række for hver plet på vandringen. Udfyld “Udbedret den”, når det er gjort.",
    ),
}


def codes(name: str) -> tuple[str, ...]:
    """Return the stored values of a list."""
    return tuple(code for code, _, _ in VALUE_LISTS[name])


def value_label(name: str, code: str) -> str:
    """Return the label of a stored value in the current locale; the value itself if the list lacks it."""
    for known, english, danish in VALUE_LISTS[name]:
        if known == code:
            return either(english, danish)
    return code


def table_label(table: str) -> str:
    """Return the name of a table."""
    return either(*TABLES[table])


def column_label(column: str) -> str:
    """Return the name of a column."""
    return either(*COLUMNS[column])


def table_help(table: str) -> str:
    """Return the help at the top of a form; empty if it has none."""
    return either(*HELP[table]) if table in HELP else ""
