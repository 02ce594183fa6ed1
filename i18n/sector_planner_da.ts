<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
<context>
    <name>Addresses</name>
    <message>
        <location filename="../processing/algorithms/log/_imports.py" line="126"/>
        <source>Addresses, for rows without coordinates</source>
        <translation>Adresser, til rækker uden koordinater</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_imports.py" line="127"/>
        <source>Field with the address (street and number)</source>
        <translation>Felt med adressen (vej og nummer)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_imports.py" line="153"/>
        <source>Choose the field of the address layer with the address.</source>
        <translation>Vælg feltet med adressen i adresselaget.</translation>
    </message>
</context>
<context>
    <name>AdoptSectors</name>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="42"/>
        <source>Adopt sectors</source>
        <translation>Vedtag sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="46"/>
        <source>Edition of the sectors, such as 2026-2</source>
        <translation>Sektorernes udgave, fx 2026-2</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="47"/>
        <source>First day of the sectors (YYYY-MM-DD)</source>
        <translation>Sektorernes første dag (ÅÅÅÅ-MM-DD)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="48"/>
        <source>Planning units, by which residents in common are counted</source>
        <translation>Planenheder, som fælles beboere tælles efter</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="49"/>
        <source>Responsible officers of new sectors (sector=service number; …)</source>
        <translation>Ansvarlige betjente for nye sektorer (sektor=tjenestenummer; …)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="50"/>
        <source>Take the proposals for the other new sectors</source>
        <translation>Følg forslagene til de øvrige nye sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="51"/>
        <source>Sectors that go on keep their number in the database</source>
        <translation>Sektorer, der fortsætter, beholder deres nummer i databasen</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="52"/>
        <source>Decided by</source>
        <translation>Besluttet af</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="56"/>
        <source>Sectors to adopt</source>
        <translation>Sektorer, der vedtages</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="59"/>
        <source>What to do</source>
        <translation>Hvad der skal gøres</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="65"/>
        <source>Lineage</source>
        <translation>Slægtskab</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="66"/>
        <source>Contacts that change</source>
        <translation>Kontakter, der skifter</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="70"/>
        <source>Residents whose contact changes</source>
        <translation>Beboere, hvis kontakt skifter</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="72"/>
        <source>Sectors without a responsible officer</source>
        <translation>Sektorer uden ansvarlig betjent</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="80"/>
        <source>Give the sectors to adopt and their first day.</source>
        <translation>Angiv sektorerne, der skal vedtages, og deres første dag.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="98"/>
        <source>Sector set “{name}” was taken back.</source>
        <translation>Sektorsættet »{name}« er taget tilbage.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/adopt_sectors.py" line="105"/>
        <source>{count} sectors adopted from {day}.</source>
        <translation>{count} sektorer vedtaget fra {day}.</translation>
    </message>
</context>
<context>
    <name>AllocateOfficers</name>
    <message>
        <location filename="../processing/algorithms/balance/allocate_officers.py" line="33"/>
        <source>Allocate officers</source>
        <translation>Fordel betjente</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/allocate_officers.py" line="42"/>
        <source>Sectors</source>
        <translation>Sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/allocate_officers.py" line="45"/>
        <source>Field with the workload (any unit)</source>
        <translation>Felt med belastningen (vilkårlig enhed)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/allocate_officers.py" line="52"/>
        <source>Officers to share out (number)</source>
        <translation>Betjente, der skal fordeles (antal)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/allocate_officers.py" line="60"/>
        <source>At least in every sector (officers)</source>
        <translation>Mindst i hver sektor (betjente)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/allocate_officers.py" line="65"/>
        <source>Rule of apportionment</source>
        <translation>Fordelingsregel</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/allocate_officers.py" line="68"/>
        <source>Field with the officers there today (number)</source>
        <translation>Felt med betjente dér i dag (antal)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/allocate_officers.py" line="76"/>
        <source>Field with the sector&apos;s name or number</source>
        <translation>Felt med sektorens navn eller nummer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/allocate_officers.py" line="85"/>
        <source>Edition (text printed in the report)</source>
        <translation>Udgave (tekst, der står i rapporten)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/allocate_officers.py" line="89"/>
        <source>Manned sectors</source>
        <translation>Bemandede sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="95"/>
        <source>Incidents, for the shifts on weekdays 07–23 (points)</source>
        <translation>Hændelser, til vagterne på hverdage 07–23 (punkter)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="96"/>
        <source>Field with the earliest possible time</source>
        <translation>Felt med det tidligst mulige tidspunkt</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="97"/>
        <source>Field with the latest possible time</source>
        <translation>Felt med det senest mulige tidspunkt</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="98"/>
        <source>Officers on duty on a weekday (percent of all)</source>
        <translation>Betjente på vagt på en hverdag (procent af alle)</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="70"/>
        <source>Layer “{layer}” has no sectors.</source>
        <translation>Lag »{layer}« har ingen sektorer.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/allocate_officers.py" line="127"/>
        <source>Edition</source>
        <translation>Udgave</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/allocate_officers.py" line="127"/>
        <source>Made</source>
        <translation>Udarbejdet</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="93"/>
        <source>Layer “{layer}”, feature {fid}, field “{field}”: the number is missing.</source>
        <translation>Lag »{layer}«, objekt {fid}, felt »{field}«: tallet mangler.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/allocate_officers.py" line="38"/>
        <source>Move nobody where the load per officer is this close to the station&apos;s mean (percent)</source>
        <translation>Flyt ingen, hvor belastningen pr. betjent er så tæt på stationens gennemsnit (procent)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="126"/>
        <source>No shifts are planned: {reason}</source>
        <translation>Der er ikke planlagt vagter: {reason}</translation>
    </message>
</context>
<context>
    <name>Background</name>
    <message>
        <location filename="../processing/algorithms/publish/_background.py" line="60"/>
        <source>Layer “{layer}” cannot be background: {reason}</source>
        <translation>Laget »{layer}« kan ikke være baggrund: {reason}</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_background.py" line="66"/>
        <source>points may be incidents, addresses or persons. Use areas or lines.</source>
        <translation>punkter kan være hændelser, adresser eller personer. Brug flader eller linjer.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_background.py" line="69"/>
        <source>its fields are those of a crime count. No crime figure goes out.</source>
        <translation>dets felter er dem fra en optælling af kriminalitet. Ingen kriminalitetstal må ud.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_background.py" line="71"/>
        <source>it is a table of the sector log, which stays inside.</source>
        <translation>det er en tabel fra sektorloggen, som bliver inden for murene.</translation>
    </message>
</context>
<context>
    <name>BackgroundRun</name>
    <message>
        <location filename="../ui/background.py" line="82"/>
        <source>The run ended without a result. See QGIS&apos;s log, tab Processing.</source>
        <translation>Kørslen sluttede uden resultat. Se QGIS' log, fanen Processing.</translation>
    </message>
    <message>
        <location filename="../ui/background.py" line="66"/>
        <source>This algorithm is not there. Switch Sector Planner on again.</source>
        <translation>Denne algoritme findes ikke. Slå Sector Planner til igen.</translation>
    </message>
</context>
<context>
    <name>BalanceSectors</name>
    <message>
        <location filename="../processing/algorithms/balance/balance_sectors.py" line="38"/>
        <source>Balance sectors</source>
        <translation>Balancér sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/balance_sectors.py" line="46"/>
        <source>Units with sector_id</source>
        <translation>Enheder med sector_id</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/balance_sectors.py" line="47"/>
        <source>Sectors</source>
        <translation>Sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="36"/>
        <source>Workload (any unit)</source>
        <translation>Belastning (vilkårlig enhed)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="45"/>
        <source>Effort</source>
        <translation>Grundighed</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="37"/>
        <source>Sectors per district (such as North East=9;North West=5)</source>
        <translation>Sektorer pr. distrikt (som North East=9;North West=5)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="39"/>
        <source>Planning units</source>
        <translation>Planenheder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="41"/>
        <source>Number of sectors</source>
        <translation>Antal sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="42"/>
        <source>Local police district</source>
        <translation>Lokalpolitidistrikt</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="44"/>
        <source>Greatest deviation of load (%)</source>
        <translation>Største afvigelse i belastning (%)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="51"/>
        <source>Weight of short borders (1: as usual)</source>
        <translation>Vægt af korte grænser (1: som normalt)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="65"/>
        <source>Today&apos;s sector</source>
        <translation>Dagens sektor</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="52"/>
        <source>Weight of continuity with today&apos;s sectors (1: as usual)</source>
        <translation>Vægt af kontinuitet med dagens sektorer (1: som normalt)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="53"/>
        <source>Residents who may change sector at most (%)</source>
        <translation>Beboere, der højst må skifte sektor (%)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="54"/>
        <source>Locked: sector the unit must be in, or true to stay</source>
        <translation>Låst: den sektor, enheden skal ligge i, eller sand for at blive</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="69"/>
        <source>Group of units that stay together</source>
        <translation>Gruppe af enheder, der holdes sammen</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="55"/>
        <source>Units never together (pairs of ids: u0001|u0044;u0002|u0009)</source>
        <translation>Enheder, der aldrig må være sammen (par af id'er: u0001|u0044;u0002|u0009)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="56"/>
        <source>Fields to balance too</source>
        <translation>Felter, der også skal balanceres</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="57"/>
        <source>Greatest deviation of these fields (%)</source>
        <translation>Største afvigelse for disse felter (%)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="58"/>
        <source>Stations (one sector grows from each)</source>
        <translation>Stationer (en sektor vokser ud fra hver)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="59"/>
        <source>Barriers (water, railways, main roads)</source>
        <translation>Barrierer (vand, jernbaner, hovedveje)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="60"/>
        <source>A border elsewhere costs this many times one along a barrier</source>
        <translation>En grænse andre steder koster så mange gange mere end én langs en barriere</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="61"/>
        <source>Links (bridges, ferries: lines from unit to unit)</source>
        <translation>Forbindelser (broer, færger: linjer fra enhed til enhed)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="62"/>
        <source>Officers to allocate (0: sectors count alike)</source>
        <translation>Betjente, der skal fordeles (0: sektorer tæller ens)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="78"/>
        <source>Officers per sector at least</source>
        <translation>Mindst antal betjente pr. sektor</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="84"/>
        <source>Dask scheduler (address; empty for this machine)</source>
        <translation>Dask-planlægger (adresse; tom for denne maskine)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="86"/>
        <source>Plans to compare</source>
        <translation>Planer at sammenligne</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="87"/>
        <source>Seed (the same seed, the same plan)</source>
        <translation>Startværdi (samme startværdi, samme plan)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/_parameters.py" line="88"/>
        <source>Time limit (s; 0: none)</source>
        <translation>Tidsgrænse (s; 0: ingen)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/balance_sectors.py" line="57"/>
        <source>Sectors per district are given, but DISTRICT_FIELD is not. Choose the field.</source>
        <translation>Der er angivet sektorer pr. distrikt, men ikke DISTRICT_FIELD. Vælg feltet.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/balance_sectors.py" line="112"/>
        <source>the workload stands for the residents.</source>
        <translation>belastningen står i stedet for beboerne.</translation>
    </message>
</context>
<context>
    <name>Base</name>
    <message>
        <location filename="../processing/framework/algorithm.py" line="321"/>
        <source>none</source>
        <translation>intet</translation>
    </message>
    <message>
        <location filename="../processing/framework/algorithm.py" line="351"/>
        <source>{path}: {reason}. Nothing was written. Choose another place, or free this one.</source>
        <translation>{path}: {reason}. Intet blev skrevet. Vælg et andet sted, eller frigør dette.</translation>
    </message>
    <message>
        <location filename="../processing/framework/environment.py" line="54"/>
        <source>The Python library shapely brings GEOS {own}, but QGIS uses GEOS {program}: together they would crash. Install shapely from your system&apos;s packages, or with: pip install --no-binary shapely shapely</source>
        <translation>Python-biblioteket shapely medbringer GEOS {own}, men QGIS bruger GEOS {program}: sammen ville de bryde ned. Installér shapely fra systemets pakker, eller med: pip install --no-binary shapely shapely</translation>
    </message>
    <message>
        <location filename="../processing/framework/algorithm.py" line="297"/>
        <source>“{title}” is not a finite number. Give a number such as {example}.</source>
        <translation>»{title}« er ikke et endeligt tal. Angiv et tal som {example}.</translation>
    </message>
    <message>
        <location filename="../processing/framework/algorithm.py" line="361"/>
        <source>There is not enough memory for this run. Nothing was written. Close other programs, use fewer workers, or take a smaller area, fewer features or larger cells.</source>
        <translation>Der er ikke hukommelse nok til denne kørsel. Intet blev skrevet. Luk andre programmer, brug færre arbejdsprocesser, eller tag et mindre område, færre objekter eller større celler.</translation>
    </message>
    <message>
        <location filename="../processing/framework/algorithm.py" line="183"/>
        <source>“{title}”: the year is {year}. Give a day from {first} to {last}.</source>
        <translation>»{title}«: året er {year}. Angiv en dag fra {first} til {last}.</translation>
    </message>
    <message>
        <location filename="../processing/framework/algorithm.py" line="354"/>
        <source>Coordinates could not be transformed: {reason}. Check that every layer has the coordinate reference system that its coordinates are written in.</source>
        <translation>Koordinater kunne ikke transformeres: {reason}. Kontrollér, at hvert lag har det koordinatsystem, som dets koordinater er skrevet i.</translation>
    </message>
    <message>
        <location filename="../processing/framework/algorithm.py" line="371"/>
        <source>The database has taken the rows already, and keeps them. Run again with outputs that can be written: no row is added twice.</source>
        <translation>Databasen har allerede modtaget rækkerne og beholder dem. Kør igen med output, der kan skrives: ingen række tilføjes to gange.</translation>
    </message>
    <message>
        <location filename="../processing/framework/algorithm.py" line="300"/>
        <source>“{title}” is {value}. Give a whole number up to {most}.</source>
        <translation>»{title}« er {value}. Angiv et helt tal på højst {most}.</translation>
    </message>
    <message>
        <location filename="../processing/framework/algorithm.py" line="314"/>
        <source>Sector Planner needs the Python library {name} {least} or newer; found: {found}. Type this in {terminal}, then start QGIS again: {command}</source>
        <translation>Sector Planner kræver Python-biblioteket {name} {least} eller nyere; fundet: {found}. Skriv dette i {terminal}, og start QGIS igen: {command}</translation>
    </message>
    <message>
        <location filename="../processing/framework/algorithm.py" line="322"/>
        <source>the OSGeo4W Shell</source>
        <translation>OSGeo4W Shell</translation>
    </message>
    <message>
        <location filename="../processing/framework/algorithm.py" line="324"/>
        <source>a terminal</source>
        <translation>en terminal</translation>
    </message>
</context>
<context>
    <name>BuildPlanningUnits</name>
    <message>
        <location filename="../processing/algorithms/prepare/build_planning_units.py" line="28"/>
        <source>Build planning units</source>
        <translation>Byg planenheder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/build_planning_units.py" line="32"/>
        <source>Units (areas that are never split)</source>
        <translation>Enheder (arealer, der aldrig deles)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/build_planning_units.py" line="33"/>
        <source>Field with residents per unit</source>
        <translation>Felt med beboere pr. enhed</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/build_planning_units.py" line="45"/>
        <source>Incidents (points)</source>
        <translation>Hændelser (punkter)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/build_planning_units.py" line="35"/>
        <source>Exposed housing areas</source>
        <translation>Udsatte boligområder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/build_planning_units.py" line="34"/>
        <source>Special places</source>
        <translation>Særlige steder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/build_planning_units.py" line="36"/>
        <source>Residents from another layer (points or areas)</source>
        <translation>Beboere fra et andet lag (punkter eller arealer)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/build_planning_units.py" line="37"/>
        <source>Field with residents in that layer</source>
        <translation>Felt med beboere i det lag</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/build_planning_units.py" line="38"/>
        <source>Field with the harm of an incident (weight, 1 without)</source>
        <translation>Felt med en hændelses skade (vægt; 1 uden)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/build_planning_units.py" line="39"/>
        <source>Field with the weight of a special place</source>
        <translation>Felt med vægten af et særligt sted</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/build_planning_units.py" line="40"/>
        <source>Local police districts</source>
        <translation>Lokalpolitidistrikter</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/build_planning_units.py" line="41"/>
        <source>Field with the district&apos;s name</source>
        <translation>Felt med distriktets navn</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/build_planning_units.py" line="54"/>
        <source>Planning units</source>
        <translation>Planenheder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/build_planning_units.py" line="62"/>
        <source>{layer} is given, but {field} is not. Choose the field.</source>
        <translation>{layer} er angivet, men ikke {field}. Vælg feltet.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/build_planning_units.py" line="66"/>
        <source>Residents are given twice, by POPULATION_FIELD and by POPULATION_LAYER. Give one of the two.</source>
        <translation>Beboere er angivet to gange, med POPULATION_FIELD og med POPULATION_LAYER. Angiv kun det ene.</translation>
    </message>
</context>
<context>
    <name>CarryOverDialog</name>
    <message>
        <location filename="../ui/dialogs/carry_over.py" line="34"/>
        <source>Carry a plan over to these units</source>
        <translation>Overfør en plan til disse enheder</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/carry_over.py" line="45"/>
        <source>Each unit joins the sector in which most of its residents lived, by area where nobody did. The result is one undo step; doubtful units are selected on the map.</source>
        <translation>Hver enhed går til den sektor, hvor de fleste af dens beboere boede; efter areal, hvor ingen boede. Resultatet er ét fortryd-trin; tvivlsomme enheder markeres på kortet.</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/carry_over.py" line="54"/>
        <source>Old units</source>
        <translation>Gamle enheder</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/carry_over.py" line="55"/>
        <source>Old plan</source>
        <translation>Gammel plan</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/carry_over.py" line="56"/>
        <source>Residents</source>
        <translation>Beboere</translation>
    </message>
</context>
<context>
    <name>CheckPublicData</name>
    <message>
        <location filename="../processing/algorithms/publish/check_public_data.py" line="27"/>
        <source>Check public data</source>
        <translation>Kontrollér offentlige data</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/check_public_data.py" line="33"/>
        <source>Folder of the publication</source>
        <translation>Mappe med udgaven</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/check_public_data.py" line="31"/>
        <source>Texts that must not occur (one a line)</source>
        <translation>Tekster, der ikke må forekomme (én pr. linje)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/check_public_data.py" line="36"/>
        <source>Files checked</source>
        <translation>Kontrollerede filer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/check_public_data.py" line="44"/>
        <source>There is no folder {path}.</source>
        <translation>Der er ingen mappe {path}.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/check_public_data.py" line="49"/>
        <source>Do not publish:</source>
        <translation>Offentliggør ikke:</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/check_public_data.py" line="51"/>
        <source>{count} files checked, nothing found.</source>
        <translation>Kontrollerede filer: {count}. Intet fundet.</translation>
    </message>
</context>
<context>
    <name>CheckSectors</name>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="30"/>
        <source>Check sectors</source>
        <translation>Kontrollér sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="34"/>
        <source>Field with the sector (text or whole number)</source>
        <translation>Felt med sektoren (tekst eller helt tal)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="35"/>
        <source>Field with the workload</source>
        <translation>Felt med belastningen</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="36"/>
        <source>Greatest deviation of the load per officer (percent)</source>
        <translation>Største afvigelse i belastning pr. betjent (procent)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="44"/>
        <source>Sectors with their officers</source>
        <translation>Sektorer med deres betjente</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="37"/>
        <source>Field with the officers</source>
        <translation>Felt med betjentene</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="38"/>
        <source>Fewest officers of a sector</source>
        <translation>Færrest betjente i en sektor</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="39"/>
        <source>Links across water (lines from unit to unit)</source>
        <translation>Forbindelser over vand (linjer fra enhed til enhed)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="40"/>
        <source>Parts expected of sectors with islands (such as 3=2; 7=4)</source>
        <translation>Forventede dele af sektorer med øer (som 3=2; 7=4)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="42"/>
        <source>Planning units</source>
        <translation>Planenheder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="51"/>
        <source>Findings</source>
        <translation>Fund</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="54"/>
        <source>Number of errors</source>
        <translation>Antal fejl</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="55"/>
        <source>Number of warnings</source>
        <translation>Antal advarsler</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="114"/>
        <source>No sectors with officers were given: manning was not checked.</source>
        <translation>Der blev ikke angivet sektorer med betjente: bemandingen blev ikke kontrolleret.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="117"/>
        <source>The units have no field “{field}”: the load was not checked.</source>
        <translation>Enhederne har intet felt »{field}«: belastningen blev ikke kontrolleret.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="74"/>
        <source>loads are compared with the mean of all sectors.</source>
        <translation>belastninger sammenlignes med gennemsnittet af alle sektorer.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/check_sectors.py" line="110"/>
        <source>Sectors whose officers are not told, and not checked: {sectors}.</source>
        <translation>Sektorer, hvis betjente ikke er oplyst, og som ikke er tjekket: {sectors}.</translation>
    </message>
</context>
<context>
    <name>CompareSectorPlans</name>
    <message>
        <location filename="../processing/algorithms/balance/compare_sector_plans.py" line="26"/>
        <source>Compare sector plans</source>
        <translation>Sammenlign sektorplaner</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/compare_sector_plans.py" line="33"/>
        <source>Field with the plan of today</source>
        <translation>Felt med dagens plan</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/compare_sector_plans.py" line="34"/>
        <source>Field with the new plan</source>
        <translation>Felt med den nye plan</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/compare_sector_plans.py" line="30"/>
        <source>Field with residents</source>
        <translation>Felt med beboere</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/compare_sector_plans.py" line="37"/>
        <source>Transition matrix</source>
        <translation>Overgangsmatrix</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/compare_sector_plans.py" line="32"/>
        <source>Planning units</source>
        <translation>Planenheder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/compare_sector_plans.py" line="36"/>
        <source>Changed units</source>
        <translation>Ændrede enheder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/compare_sector_plans.py" line="41"/>
        <source>Residents who change officer</source>
        <translation>Beboere, der skifter betjent</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/compare_sector_plans.py" line="43"/>
        <source>Units that change sector</source>
        <translation>Enheder, der skifter sektor</translation>
    </message>
</context>
<context>
    <name>CompileHandbook</name>
    <message>
        <location filename="../processing/algorithms/log/compile_handbook.py" line="27"/>
        <source>Compile handbook</source>
        <translation>Saml håndbog</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/compile_handbook.py" line="31"/>
        <source>Mark contributions approved since (YYYY-MM-DD)</source>
        <translation>Markér bidrag godkendt siden (ÅÅÅÅ-MM-DD)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/compile_handbook.py" line="36"/>
        <source>Handbook</source>
        <translation>Håndbog</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/compile_handbook.py" line="32"/>
        <source>HTML files (*.html)</source>
        <translation>HTML-filer (*.html)</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <location filename="../core/geo/adjacency.py" line="327"/>
        <source>Layer “{layer}”, line {fid} has no geometry. Draw it from unit to unit, or delete it.</source>
        <translation>Lag »{layer}«, linje {fid} har ingen geometri. Tegn den fra enhed til enhed, eller slet den.</translation>
    </message>
    <message>
        <location filename="../core/base/i18n.py" line="189"/>
        <source> and {count} more</source>
        <translation> og {count} mere</translation>
    </message>
    <message>
        <location filename="../core/plan/settings.py" line="134"/>
        <source>Sectors per district: “{name}” appears twice. Give each district once.</source>
        <translation>Sektorer pr. distrikt: »{name}« står to gange. Angiv hvert distrikt én gang.</translation>
    </message>
    <message>
        <location filename="../core/plan/settings.py" line="150"/>
        <source>Sectors per district: “{name}” has {number} sectors. Give at least 1, or leave it out.</source>
        <translation>Sektorer pr. distrikt: »{name}« har {number} sektorer. Angiv mindst 1, eller udelad distriktet.</translation>
    </message>
    <message>
        <location filename="../core/staffing/allocation.py" line="88"/>
        <source>Sector number {row} has the workload {value}; it must be zero or more.</source>
        <translation>Sektor nummer {row} har belastningen {value}; den skal være nul eller derover.</translation>
    </message>
    <message>
        <location filename="../core/staffing/allocation.py" line="91"/>
        <source>No sector has any workload, so there is nothing to share officers out by.</source>
        <translation>Ingen sektor har nogen belastning, så der er intet at fordele betjente efter.</translation>
    </message>
    <message>
        <location filename="../core/staffing/settings.py" line="31"/>
        <source>There are no officers to share out. Give a number of at least 1.</source>
        <translation>Der er ingen betjente at fordele. Angiv mindst 1.</translation>
    </message>
    <message>
        <location filename="../core/staffing/settings.py" line="36"/>
        <source>The least number of officers in a sector cannot be negative.</source>
        <translation>Det mindste antal betjente i en sektor kan ikke være negativt.</translation>
    </message>
    <message>
        <location filename="../core/staffing/settings.py" line="49"/>
        <source>“{method}” is not a way of sharing out officers. Choose one of: {methods}.</source>
        <translation>»{method}« er ikke en måde at fordele betjente på. Vælg en af: {methods}.</translation>
    </message>
    <message>
        <location filename="../core/base/table.py" line="46"/>
        <source>Layer “{layer}” has no field “{field}”. It has: {fields}. Choose one of these.</source>
        <translation>Lag »{layer}« har intet felt »{field}«. Det har: {fields}. Vælg et af dem.</translation>
    </message>
    <message>
        <location filename="../core/plan/workload.py" line="46"/>
        <source>Field “{field}” has a negative value ({value}); a workload needs values of zero or more.</source>
        <translation>Felt »{field}« har en negativ værdi ({value}); en belastning kræver værdier på nul eller derover.</translation>
    </message>
    <message>
        <location filename="../core/plan/settings.py" line="42"/>
        <source>A weight is negative. Give weights of zero or more.</source>
        <translation>En vægt er negativ. Angiv vægte på nul eller derover.</translation>
    </message>
    <message>
        <location filename="../core/plan/settings.py" line="44"/>
        <source>All weights are zero. Give at least one criterion a weight.</source>
        <translation>Alle vægte er nul. Giv mindst ét kriterium en vægt.</translation>
    </message>
    <message>
        <location filename="../core/geo/adjacency.py" line="315"/>
        <source>Layer “{layer}”, line {fid}: both its ends are in the same unit. Draw the line from unit to unit.</source>
        <translation>Lag »{layer}«, linje {fid}: begge ender er i samme enhed. Tegn linjen fra enhed til enhed.</translation>
    </message>
    <message>
        <location filename="../core/geo/adjacency.py" line="335"/>
        <source>Layer “{layer}”, line {fid}: its end at {x:.0f}, {y:.0f} is more than {reach:g} m from every unit. Draw the line from unit to unit.</source>
        <translation>Lag »{layer}«, linje {fid}: dens ende ved {x:.0f}, {y:.0f} er mere end {reach:g} m fra enhver enhed. Tegn linjen fra enhed til enhed.</translation>
    </message>
    <message>
        <location filename="../core/geo/adjacency.py" line="369"/>
        <source>{count} units share no border with the rest: {units}. Nearest is {nearest}, {distance:.0f} m from {unit}; add a link line between them.</source>
        <translation>Enheder uden fælles grænse med resten: {units} (i alt {count}). Nærmest er {nearest}, {distance:.0f} m fra {unit}; tilføj en forbindelseslinje mellem dem.</translation>
    </message>
    <message>
        <location filename="../core/geo/adjacency.py" line="375"/>
        <source>Unit {units} shares no border with the rest. Nearest is {nearest}, at {distance:.0f} m; add a link line between them.</source>
        <translation>Enhed {units} deler ingen grænse med resten. Nærmest er {nearest}, {distance:.0f} m væk; tilføj en forbindelseslinje mellem dem.</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/must_link.py" line="136"/>
        <source>Units {units} must stay together, but are locked to different sectors: {sectors}. Remove a lock or take a unit out of the group.</source>
        <translation>Enhederne {units} skal holdes sammen, men er låst til forskellige sektorer: {sectors}. Fjern en lås, eller tag en enhed ud af gruppen.</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/must_link.py" line="152"/>
        <source>The units locked to sector {sector} ({units}) cannot be connected: units locked elsewhere lie between them. Unlock some, or add a link.</source>
        <translation>Enhederne, der er låst til sektor {sector} ({units}), kan ikke forbindes: enheder låst til andre sektorer ligger imellem. Lås nogle op, eller tilføj en forbindelse.</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/must_link.py" line="159"/>
        <source>Units {units} must stay together but cannot be connected: units locked elsewhere lie between them. Unlock some, or add a link.</source>
        <translation>Enhederne {units} skal holdes sammen, men kan ikke forbindes: enheder låst til andre sektorer ligger imellem. Lås nogle op, eller tilføj en forbindelse.</translation>
    </message>
    <message>
        <location filename="../core/balance/model/instance.py" line="96"/>
        <source>of station {number}</source>
        <translation>for station {number}</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/feasibility.py" line="38"/>
        <source>District “{name}” has no unit. Correct its name or leave it out.</source>
        <translation>Distriktet »{name}« har ingen enheder. Ret navnet, eller udelad det.</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/feasibility.py" line="53"/>
        <source>{officers} officers are too few: {sectors} sectors with at least {minimum} each need {needed}. Give more officers or make fewer sectors.</source>
        <translation>Betjente: {officers} er for få. Sektorer: {sectors} med mindst {minimum} i hver kræver {needed}. Angiv flere betjente, eller lav færre sektorer.</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/feasibility.py" line="62"/>
        <source>{count} units have no workload: {units}. Give them a number (zero where nothing happens).</source>
        <translation>Enheder uden belastning: {units} (i alt {count}). Giv dem et tal (nul, hvor intet sker).</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/feasibility.py" line="65"/>
        <source>{count} units have a negative workload: {units}. A workload is zero or more.</source>
        <translation>Enheder med negativ belastning: {units} (i alt {count}). En belastning er nul eller derover.</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/feasibility.py" line="66"/>
        <source>{count} units belong to no district: {units}. Give each the name of its district.</source>
        <translation>Enheder uden distrikt: {units} (i alt {count}). Giv hver navnet på sit distrikt.</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/feasibility.py" line="67"/>
        <source>{count} units have no area: {units}. Draw them or leave them out.</source>
        <translation>Enheder uden areal: {units} (i alt {count}). Tegn dem, eller udelad dem.</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/feasibility.py" line="83"/>
        <source>{district}: no unit has any workload, so there is nothing to balance.</source>
        <translation>{district}: ingen enhed har nogen belastning, så der er intet at balancere.</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/feasibility.py" line="88"/>
        <source>{district}: {units} units cannot make {sectors} sectors. Ask for fewer sectors.</source>
        <translation>{district}: {units} enheder kan ikke blive til {sectors} sektorer. Bed om færre sektorer.</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/feasibility.py" line="107"/>
        <source>The area</source>
        <translation>Området</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/feasibility.py" line="108"/>
        <source>District “{name}”</source>
        <translation>Distriktet »{name}«</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/feasibility.py" line="128"/>
        <source>Units locked to sector {what} lie in more than one district: {units}. Unlock some.</source>
        <translation>Enheder, der er låst til sektor {what}, ligger i flere distrikter: {units}. Lås nogle op.</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/feasibility.py" line="129"/>
        <source>Group {what} lies in more than one district: {units}. Split it.</source>
        <translation>Gruppe {what} ligger i flere distrikter: {units}. Del den.</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/feasibility.py" line="145"/>
        <source>{district}: units are locked to {found} different sectors ({names}), but only {sectors} are asked for.</source>
        <translation>{district}: enheder er låst til {found} forskellige sektorer ({names}), men der er kun bedt om {sectors}.</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/feasibility.py" line="153"/>
        <source>{district}: with what must stay together there are {units} pieces, too few for {sectors} sectors.</source>
        <translation>{district}: med det, der skal holdes sammen, er der {units} stykker, for få til {sectors} sektorer.</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/feasibility.py" line="164"/>
        <source>Units {units} must never share a sector, but are held together by a lock or group.</source>
        <translation>Enhederne {units} må aldrig ligge i samme sektor, men holdes sammen af en lås eller gruppe.</translation>
    </message>
    <message>
        <location filename="../core/balance/model/instance.py" line="130"/>
        <source>Layer “{layer}” has no feature. Choose the layer of planning units.</source>
        <translation>Lag »{layer}« har ingen objekter. Vælg laget med planenheder.</translation>
    </message>
    <message>
        <location filename="../core/balance/model/instance.py" line="170"/>
        <source>Layer “{layer}”: {count} unit ids occur more than once: {ids}.</source>
        <translation>Lag »{layer}«: enheds-id'er, der forekommer flere gange: {ids} (i alt {count}).</translation>
    </message>
    <message>
        <location filename="../core/balance/model/instance.py" line="229"/>
        <source>Layer “{layer}”, field “{field}”: no unit has a district.</source>
        <translation>Lag »{layer}«, felt »{field}«: ingen enhed har et distrikt.</translation>
    </message>
    <message>
        <location filename="../core/balance/model/instance.py" line="234"/>
        <source>{sectors} sectors cannot be shared out to {count} districts: {names}.</source>
        <translation>{sectors} sektorer kan ikke fordeles på {count} distrikter: {names}.</translation>
    </message>
    <message>
        <location filename="../core/balance/model/instance.py" line="246"/>
        <source>Layer “{layer}”, field “{field}”: no number of sectors is given for {names}. Add it to the sectors per district, which are now: {given}.</source>
        <translation>Lag »{layer}«, felt »{field}«: der er intet antal sektorer for {names}. Føj det til sektorerne pr. distrikt, som nu er: {given}.</translation>
    </message>
    <message>
        <location filename="../core/balance/model/instance.py" line="277"/>
        <source>Field “{field}” says which units are locked, but not where. Give today's sectors (CURRENT_FIELD).</source>
        <translation>Feltet »{field}« siger, hvilke enheder der er låst, men ikke til hvad. Angiv dagens sektorer (CURRENT_FIELD).</translation>
    </message>
    <message>
        <location filename="../core/balance/model/instance.py" line="296"/>
        <source>Layer “{layer}”, field “{field}” is zero everywhere: it cannot be balanced.</source>
        <translation>Lag »{layer}«, felt »{field}« er nul overalt: det kan ikke balanceres.</translation>
    </message>
    <message>
        <location filename="../core/balance/model/instance.py" line="313"/>
        <source>Layer “{layer}”: {count} stations share a unit with another; one a unit is used.</source>
        <translation>Lag »{layer}«: {count} stationer deler enhed med en anden; én pr. enhed bruges.</translation>
    </message>
    <message>
        <location filename="../core/balance/model/instance.py" line="333"/>
        <source>Units to keep apart: there is no unit with the id {names}. Correct the ids.</source>
        <translation>Enheder, der skal holdes adskilt: der er ingen enhed med id {names}. Ret id'erne.</translation>
    </message>
    <message>
        <location filename="../core/plan/settings.py" line="166"/>
        <source>Units to keep apart: “{part}” cannot be read. Write pairs such as {example}.</source>
        <translation>Enheder, der skal holdes adskilt: »{part}« kan ikke læses. Skriv par som {example}.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="59"/>
        <source>What was reached</source>
        <translation>Hvad der blev nået</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="71"/>
        <source>Warnings about the data</source>
        <translation>Advarsler om data</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="73"/>
        <source>Balanced sectors</source>
        <translation>Balancerede sektorer</translation>
    </message>
    <message>
        <location filename="../core/reporting/page.py" line="150"/>
        <source>Made</source>
        <translation>Udarbejdet</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="79"/>
        <source>The workload is a weighted sum of indicators: a model of work, not a measurement.</source>
        <translation>Belastningen er en vægtet sum af indikatorer: en model af arbejdet, ikke en måling.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="80"/>
        <source>Borders are measured along the units&apos; own borders; links count as no border.</source>
        <translation>Grænser måles langs enhedernes egne grænser; forbindelser tæller ikke som grænse.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="59"/>
        <source>Sectors</source>
        <translation>Sektorer</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="58"/>
        <source>Units</source>
        <translation>Enheder</translation>
    </message>
    <message>
        <location filename="../core/plan/units.py" line="174"/>
        <source>Residents</source>
        <translation>Beboere</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="214"/>
        <source>Greatest deviation</source>
        <translation>Største afvigelse</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="438"/>
        <source>Inner border, km</source>
        <translation>Indre grænse, km</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="439"/>
        <source>Residents who change sector</source>
        <translation>Beboere, der skifter sektor</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="276"/>
        <source>Every unit is in exactly one sector, every sector is connected, and locks and groups are honoured; this was checked after the run.</source>
        <translation>Hver enhed er i netop én sektor, hver sektor hænger sammen, og låse og grupper er overholdt; det blev kontrolleret efter kørslen.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="324"/>
        <source>{district}every sector lies within {worst} of the mean (asked for: {tolerance}).</source>
        <translation>{district}hver sektor ligger inden for {worst} af gennemsnittet (ønsket: {tolerance}).</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="331"/>
        <source>{district}a deviation of {tolerance} was not reached: {worst}; the floor is {floor}, from the units&apos; sizes.</source>
        <translation>{district}en afvigelse på {tolerance} blev ikke nået: {worst}; den nedre grænse er {floor} på grund af enhedernes størrelse.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="114"/>
        <source>Map of today&apos;s sectors</source>
        <translation>Kort over dagens sektorer</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="116"/>
        <source>Today&apos;s sectors.</source>
        <translation>Dagens sektorer.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="154"/>
        <source>Map of the new sectors</source>
        <translation>Kort over de nye sektorer</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="100"/>
        <source>The new sectors, by number. Thick lines: local police districts.</source>
        <translation>De nye sektorer efter nummer. Tykke linjer: lokalpolitidistrikter.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="82"/>
        <source>Map</source>
        <translation>Kort</translation>
    </message>
    <message>
        <location filename="../core/plan/units.py" line="175"/>
        <source>Crime load</source>
        <translation>Kriminalitetsbelastning</translation>
    </message>
    <message>
        <location filename="../core/plan/units.py" line="176"/>
        <source>Residents of exposed areas</source>
        <translation>Beboere i udsatte områder</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="116"/>
        <source>Special places</source>
        <translation>Særlige steder</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="266"/>
        <source>Sector</source>
        <translation>Sektor</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="169"/>
        <source>District</source>
        <translation>Distrikt</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="185"/>
        <source>Workload</source>
        <translation>Belastning</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="278"/>
        <source>Officers</source>
        <translation>Betjente</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="159"/>
        <source>Deviation, %</source>
        <translation>Afvigelse, %</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="161"/>
        <source>Every sector</source>
        <translation>Alle sektorer</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="190"/>
        <source>Total</source>
        <translation>I alt</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="199"/>
        <source>Deviation of every sector</source>
        <translation>Afvigelse for hver sektor</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="204"/>
        <source>Load per officer against its mean in the district, in percent.</source>
        <translation>Belastning pr. betjent i forhold til gennemsnittet i distriktet, i procent.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="205"/>
        <source>Deviation</source>
        <translation>Afvigelse</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="354"/>
        <source>{units} units with {residents} residents ({share}) change sector.</source>
        <translation>Skifter sektor: enheder {units}, beboere {residents} ({share}).</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="91"/>
        <source>Map of the units that change sector</source>
        <translation>Kort over de enheder, der skifter sektor</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="222"/>
        <source>From</source>
        <translation>Fra</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="223"/>
        <source>To</source>
        <translation>Til</translation>
    </message>
    <message>
        <location filename="../core/editing/changes.py" line="202"/>
        <source>Which</source>
        <translation>Hvilke</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="367"/>
        <source>What moves</source>
        <translation>Hvad der flyttes</translation>
    </message>
    <message>
        <location filename="../core/balance/model/settings.py" line="61"/>
        <source>{name} is {value}. Give a value from {least} to {most}.</source>
        <translation>{name} er {value}. Angiv en værdi fra {least} til {most}.</translation>
    </message>
    <message>
        <location filename="../core/balance/model/settings.py" line="64"/>
        <source>EFFORT is “{value}”. Choose one of: {choices}.</source>
        <translation>EFFORT er »{value}«. Vælg en af: {choices}.</translation>
    </message>
    <message>
        <location filename="../core/balance/model/plan.py" line="244"/>
        <source>The solver broke its promises ({what}). Nothing was kept. Please report this.</source>
        <translation>Beregningen holdt ikke, hvad den lover ({what}). Intet blev gemt. Meld det venligst som fejl.</translation>
    </message>
    <message>
        <location filename="../core/plan/settings.py" line="68"/>
        <source>Tolerance and fewest officers must be zero or more.</source>
        <translation>Tolerance og mindste antal betjente skal være nul eller derover.</translation>
    </message>
    <message>
        <location filename="../core/plan/settings.py" line="77"/>
        <source>Expected parts: “{piece}” is not of the form sector=parts. Write for example “3=2; 7=4”.</source>
        <translation>Forventede dele: »{piece}« har ikke formen sektor=dele. Skriv for eksempel »3=2; 7=4«.</translation>
    </message>
    <message>
        <location filename="../core/plan/validation.py" line="139"/>
        <source>Units without a sector: {units} (in all {count}). Give each a sector.</source>
        <translation>Enheder uden sektor: {units} (i alt {count}). Giv hver en sektor.</translation>
    </message>
    <message>
        <location filename="../core/plan/validation.py" line="152"/>
        <source>{sector} has {found} parts where {expected} is expected; this one: {units}. Move it to a neighbour, add a link line, or expect more parts.</source>
        <translation>{sector} har {found} dele, hvor {expected} er ventet; denne: {units}. Flyt den til en nabo, tilføj en forbindelseslinje, eller forvent flere dele.</translation>
    </message>
    <message>
        <location filename="../core/plan/validation.py" line="165"/>
        <source>{inner} lies wholly inside {outer}.</source>
        <translation>{inner} ligger helt inde i {outer}.</translation>
    </message>
    <message>
        <location filename="../core/plan/validation.py" line="174"/>
        <source>Units {one} and {other} overlap by {area:,.0f} m². What lies there counts twice.</source>
        <translation>Enhederne {one} og {other} overlapper med {area:,.0f} m². Det, der ligger dér, tæller to gange.</translation>
    </message>
    <message>
        <location filename="../core/plan/validation.py" line="182"/>
        <source>A hole of {area:,.0f} m² belongs to no unit: a lake or another town, or a unit is missing.</source>
        <translation>Et hul på {area:,.0f} m² hører ikke til nogen enhed: en sø eller en anden by, eller en enhed mangler.</translation>
    </message>
    <message>
        <location filename="../core/plan/validation.py" line="186"/>
        <source>A sliver of {area:,.0f} m² between units belongs to none of them.</source>
        <translation>En smal strimmel på {area:,.0f} m² mellem enheder hører ikke til nogen af dem.</translation>
    </message>
    <message>
        <location filename="../core/plan/validation.py" line="193"/>
        <source>Unit {unit} has no geometry.</source>
        <translation>Enhed {unit} har ingen geometri.</translation>
    </message>
    <message>
        <location filename="../core/plan/validation.py" line="198"/>
        <source>Unit {unit}: {reason}. It was checked as repaired; repair the layer.</source>
        <translation>Enhed {unit}: {reason}. Den blev kontrolleret i repareret form; reparér laget.</translation>
    </message>
    <message>
        <location filename="../core/plan/validation.py" line="224"/>
        <source>The unit id {unit} occurs {count} times, at features {features}. Give each its own.</source>
        <translation>Enheds-id {unit} forekommer {count} gange, ved objekterne {features}. Giv hvert sit eget.</translation>
    </message>
    <message>
        <location filename="../core/plan/validation.py" line="235"/>
        <source>{sector}: officers {officers:.0f}, needed at least {least}.</source>
        <translation>{sector}: betjente {officers:.0f}, mindst nødvendige {least}.</translation>
    </message>
    <message>
        <location filename="../core/plan/validation.py" line="247"/>
        <source>{sector}: the workload is {percent:+.1f} % from the mean of {whole}; allowed are ±{tolerance:g} %.</source>
        <translation>{sector}: belastningen afviger {percent:+.1f} % fra gennemsnittet for {whole}; tilladt er ±{tolerance:g} %.</translation>
    </message>
    <message>
        <location filename="../core/plan/validation.py" line="251"/>
        <source>{sector}: the load per officer is {percent:+.1f} % from the mean of {whole}; allowed are ±{tolerance:g} %.</source>
        <translation>{sector}: belastningen pr. betjent afviger {percent:+.1f} % fra gennemsnittet for {whole}; tilladt er ±{tolerance:g} %.</translation>
    </message>
    <message>
        <location filename="../core/plan/validation.py" line="258"/>
        <source>all sectors</source>
        <translation>alle sektorer</translation>
    </message>
    <message>
        <location filename="../core/plan/validation.py" line="297"/>
        <source>Layer “{layer}” lacks sectors of the plan: {sectors}. Dissolve and man this plan, or leave it out.</source>
        <translation>Lag »{layer}« mangler sektorer fra planen: {sectors}. Smelt denne plan sammen til sektorer og bemand dem, eller udelad laget.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="25"/>
        <source>Units without a sector</source>
        <translation>Enheder uden sektor</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="26"/>
        <source>Detached parts</source>
        <translation>Løsrevne dele</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="27"/>
        <source>Sectors inside another</source>
        <translation>Sektorer inde i en anden</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="28"/>
        <source>Overlapping units</source>
        <translation>Enheder, der overlapper</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="29"/>
        <source>Gaps between units</source>
        <translation>Huller mellem enheder</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="30"/>
        <source>Invalid geometry</source>
        <translation>Ugyldig geometri</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="31"/>
        <source>Repeated unit ids</source>
        <translation>Gentagne enheds-id'er</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="32"/>
        <source>Too few officers</source>
        <translation>For få betjente</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="33"/>
        <source>Load outside the tolerance</source>
        <translation>Belastning uden for tolerancen</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="40"/>
        <source>Error</source>
        <translation>Fejl</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="41"/>
        <source>Warning</source>
        <translation>Advarsel</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="42"/>
        <source>Note</source>
        <translation>Bemærkning</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="60"/>
        <source>Errors</source>
        <translation>Fejl</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="61"/>
        <source>Warnings</source>
        <translation>Advarsler</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="62"/>
        <source>Tolerance</source>
        <translation>Tolerance</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="65"/>
        <source>Check of sectors</source>
        <translation>Kontrol af sektorer</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="71"/>
        <source>Parts and gaps are measured on the outlines; gaps narrower than half a metre count as closed.</source>
        <translation>Dele og huller måles på omridsene; mellemrum på under en halv meter regnes for lukkede.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="131"/>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="137"/>
        <source>Findings</source>
        <translation>Fund</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="87"/>
        <source>The plan has errors: it should not be used before they are mended.</source>
        <translation>Planen har fejl: den bør ikke bruges, før de er rettet.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="89"/>
        <source>The plan has no errors; look at the warnings.</source>
        <translation>Planen har ingen fejl; se på advarslerne.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="91"/>
        <source>Nothing was found: the plan keeps every rule.</source>
        <translation>Intet blev fundet: planen overholder alle regler.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="93"/>
        <source>What was looked for</source>
        <translation>Hvad der blev kontrolleret</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="111"/>
        <source>Map of the findings</source>
        <translation>Kort over fundene</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="115"/>
        <source>Where</source>
        <translation>Hvor</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="131"/>
        <source>Severity</source>
        <translation>Alvor</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="132"/>
        <source>Finding</source>
        <translation>Fund</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/validation.py" line="135"/>
        <source>And {count} more, in the layer of findings.</source>
        <translation>Og {count} mere i laget med fund.</translation>
    </message>
    <message>
        <location filename="../core/plan/comparison.py" line="144"/>
        <source>Units that change sector: {units}. Residents who change officer: {people:,.0f} ({percent:.1f} %).</source>
        <translation>Enheder, der skifter sektor: {units}. Beboere, der skifter betjent: {people:,.0f} ({percent:.1f} %).</translation>
    </message>
    <message>
        <location filename="../core/plan/comparison.py" line="148"/>
        <source>Units that change sector: {units} of {whole:,.0f} ({percent:.1f} %).</source>
        <translation>Enheder, der skifter sektor: {units} af {whole:,.0f} ({percent:.1f} %).</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="30"/>
        <source>Plan of today</source>
        <translation>Dagens plan</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="31"/>
        <source>New plan</source>
        <translation>Ny plan</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="175"/>
        <source>Units that change</source>
        <translation>Enheder, der skifter</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="36"/>
        <source>Residents who change officer</source>
        <translation>Beboere, der skifter betjent</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="38"/>
        <source>Two plans compared</source>
        <translation>Sammenligning af to planer</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="50"/>
        <source>A sector is the same where its id is the same; whether its officer stays is not known here.</source>
        <translation>En sektor er den samme, hvor dens id er det samme; om betjenten følger med, vides ikke her.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="62"/>
        <source>With the new sectors numbered so as to keep most residents where they are, only {least} would change. Look at the numbering before you publish.</source>
        <translation>Med de nye sektorer nummereret, så flest beboere bliver, ville kun {least} skifte. Se på nummereringen, før du offentliggør.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="69"/>
        <source>Units that had no sector and get one: {units}.</source>
        <translation>Enheder, der var uden sektor og får en: {units}.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="70"/>
        <source>Units that lose their sector and get none: {units}.</source>
        <translation>Enheder, der mister deres sektor og ingen ny får: {units}.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="75"/>
        <source>In short</source>
        <translation>Kort sagt</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="83"/>
        <source>Changes sector</source>
        <translation>Skifter sektor</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="84"/>
        <source>Gets a sector</source>
        <translation>Får en sektor</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="85"/>
        <source>Loses its sector</source>
        <translation>Mister sin sektor</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="86"/>
        <source>Stays</source>
        <translation>Bliver</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="97"/>
        <source>Outlines: the sectors of the new plan.</source>
        <translation>Omrids: sektorerne i den nye plan.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="142"/>
        <source>Before</source>
        <translation>Før</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="112"/>
        <source>Leave</source>
        <translation>Forlader</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="113"/>
        <source>Come</source>
        <translation>Kommer til</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="143"/>
        <source>After</source>
        <translation>Efter</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="164"/>
        <source>Change</source>
        <translation>Ændring</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="74"/>
        <source>Sector by sector</source>
        <translation>Sektor for sektor</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="131"/>
        <source>none</source>
        <translation>ingen</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="129"/>
        <source>From sector to sector</source>
        <translation>Fra sektor til sektor</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="136"/>
        <source>Rows are the sectors of today, columns those of the new plan; the diagonal stays.</source>
        <translation>Rækker er dagens sektorer, kolonner den nye plans; diagonalen bliver.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="214"/>
        <source>Unit</source>
        <translation>Enhed</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="156"/>
        <source>Old sector</source>
        <translation>Gammel sektor</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="157"/>
        <source>New sector</source>
        <translation>Ny sektor</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="170"/>
        <source>Flows between sectors: {flows}. The units with most residents come first.</source>
        <translation>Strømme mellem sektorer: {flows}. Enhederne med flest beboere står først.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/comparison.py" line="173"/>
        <source>And {count} more, in the layer of changed units.</source>
        <translation>Og {count} mere i laget med ændrede enheder.</translation>
    </message>
    <message>
        <location filename="../core/crime/sector_cells.py" line="94"/>
        <source>Layer “{layer}”: {count} invalid geometries were repaired for this run.</source>
        <translation>Lag »{layer}«: ugyldige geometrier, der blev repareret til denne kørsel: {count}.</translation>
    </message>
    <message>
        <location filename="../core/crime/sector_cells.py" line="98"/>
        <source>Layer “{layer}” has no polygon with an area. Choose the layer of the sectors.</source>
        <translation>Lag »{layer}« har ingen polygon med et areal. Vælg laget med sektorerne.</translation>
    </message>
    <message>
        <location filename="../core/crime/grid.py" line="151"/>
        <source>The incident layer is empty. Choose a layer with incidents.</source>
        <translation>Hændelseslaget er tomt. Vælg et lag med hændelser.</translation>
    </message>
    <message>
        <location filename="../core/crime/grid.py" line="153"/>
        <source>None of the {count:,} incidents has a usable place. Check geometry and CRS.</source>
        <translation>Ingen af de {count:,} hændelser har et brugbart sted. Kontrollér geometri og koordinatsystem.</translation>
    </message>
    <message>
        <location filename="../core/crime/grid.py" line="156"/>
        <source>No incident lies in the period {start} to {end}; the file&apos;s times run from {first} to {last}. Choose a period within these.</source>
        <translation>Ingen hændelse ligger i perioden {start} til {end}; filens tider går fra {first} til {last}. Vælg en periode inden for dem.</translation>
    </message>
    <message>
        <location filename="../core/crime/grid.py" line="164"/>
        <source>No incident was counted: {outside:,} lie outside all sectors, {period:,} outside the period and {time:,} have no time. Check the layers&apos; CRS and the period.</source>
        <translation>Ingen hændelse blev talt: {outside:,} ligger uden for alle sektorer, {period:,} uden for perioden, og {time:,} har ingen tid. Kontrollér lagenes koordinatsystem og perioden.</translation>
    </message>
    <message>
        <location filename="../core/crime/grid.py" line="178"/>
        <source>{read:,} incidents read, {counted:,} counted in the grid.</source>
        <translation>{read:,} hændelser læst, {counted:,} talt i nettet.</translation>
    </message>
    <message>
        <location filename="../core/crime/grid.py" line="183"/>
        <source>{count:,} left out: no usable place.</source>
        <translation>{count:,} udeladt: intet brugbart sted.</translation>
    </message>
    <message>
        <location filename="../core/crime/grid.py" line="184"/>
        <source>{count:,} left out: no usable time, and a period was asked for.</source>
        <translation>{count:,} udeladt: ingen brugbar tid, og der er valgt en periode.</translation>
    </message>
    <message>
        <location filename="../core/crime/grid.py" line="185"/>
        <source>{count:,} left out: outside the period.</source>
        <translation>{count:,} udeladt: uden for perioden.</translation>
    </message>
    <message>
        <location filename="../core/crime/grid.py" line="186"/>
        <source>{count:,} left out: outside all sectors.</source>
        <translation>{count:,} udeladt: uden for alle sektorer.</translation>
    </message>
    <message>
        <location filename="../core/crime/caveats.py" line="91"/>
        <source>{count:,} of {timed:,} times are midnight to the second: dates written with a clock of 00:00? Then hours and dayparts mislead; store them as dates, and each is spread over its day.</source>
        <translation>{count:,} af {timed:,} tider er midnat på sekundet: er det datoer skrevet med klokken 00:00? Så vildleder timer og døgndele; gem dem som datoer, så fordeles hver over sin dag.</translation>
    </message>
    <message>
        <location filename="../core/crime/settings.py" line="294"/>
        <source>The period ends ({end}) before it starts ({start}). Give an end on or after the start.</source>
        <translation>Perioden slutter ({end}), før den begynder ({start}). Angiv en slutning på eller efter begyndelsen.</translation>
    </message>
    <message>
        <location filename="../core/crime/settings.py" line="75"/>
        <source>“{shape}” is not a shape of cells. Choose one of: {shapes}.</source>
        <translation>»{shape}« er ikke en celleform. Vælg en af: {shapes}.</translation>
    </message>
    <message>
        <location filename="../core/crime/settings.py" line="78"/>
        <source>A cell size of {size} m cannot be drawn. Give a size above zero, in metres.</source>
        <translation>En cellestørrelse på {size} m kan ikke tegnes. Angiv en størrelse over nul i meter.</translation>
    </message>
    <message>
        <location filename="../core/crime/settings.py" line="81"/>
        <source>The Danish national grid has no cells of {size} m. Choose 100, 1000 or 10000 m, or another shape.</source>
        <translation>Det Danske Kvadratnet har ingen celler på {size} m. Vælg 100, 1000 eller 10000 m, eller en anden form.</translation>
    </message>
    <message>
        <location filename="../core/crime/settings.py" line="103"/>
        <source>“{name}” is not a time zone known here. Give an IANA name, as Europe/Copenhagen.</source>
        <translation>»{name}« er ikke en tidszone, der kendes her. Angiv et IANA-navn som Europe/Copenhagen.</translation>
    </message>
    <message>
        <location filename="../core/crime/harm.py" line="41"/>
        <source>File “{file}”: no column holds a number in every row. Give the type first and its weight beside it.</source>
        <translation>Fil »{file}«: ingen kolonne har et tal i hver række. Angiv typen først og dens vægt ved siden af.</translation>
    </message>
    <message>
        <location filename="../core/crime/harm.py" line="50"/>
        <source>File “{file}”, row {row}: type “{type}” has a negative weight, or a second one. Correct it.</source>
        <translation>Fil »{file}«, række {row}: typen »{type}« har en negativ vægt eller mere end én. Ret det.</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="145"/>
        <source>Hot spots</source>
        <translation>Hot spots</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="46"/>
        <source>{spots} hot spots among {cells} cells and {incidents} incidents</source>
        <translation>{spots} hot spots blandt {cells} celler og {incidents} hændelser</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="53"/>
        <source>A hot spot says that incidents gather there, not why, and not who commits them.</source>
        <translation>Et hot spot siger, at hændelser samler sig dér, ikke hvorfor, og ikke hvem der begår dem.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="58"/>
        <source>Recorded incidents are what was reported; places with less trust report less.</source>
        <translation>Registrerede hændelser er det, der blev anmeldt; hvor tilliden er mindre, anmeldes mindre.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="70"/>
        <source>Map of hot and cold cells</source>
        <translation>Kort over varme og kolde celler</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="74"/>
        <source>Cells by Gi*, after adjustment</source>
        <translation>Celler efter Gi*, justeret</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="76"/>
        <source>No cell stands out from chance. That is a finding, not a fault.</source>
        <translation>Ingen celle skiller sig ud fra tilfældet. Det er et resultat, ikke en fejl.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="95"/>
        <source>Where, and whose</source>
        <translation>Hvor, og hvis</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="79"/>
        <source>Hot spot</source>
        <translation>Hot spot</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="169"/>
        <source>Cells</source>
        <translation>Celler</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="168"/>
        <source>Incidents</source>
        <translation>Hændelser</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="82"/>
        <source>Of all, %</source>
        <translation>Af alle, %</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="83"/>
        <source>Highest Gi*</source>
        <translation>Højeste Gi*</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="84"/>
        <source>Whose</source>
        <translation>Hvis</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="88"/>
        <source>The {shown} hot spots with most incidents, of {all}</source>
        <translation>De {shown} hot spots med flest hændelser af {all}</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="93"/>
        <source>{count} hot spots straddle a line between sectors: all their officers are named.</source>
        <translation>Hot spots hen over en sektorgrænse: {count}. Alle deres betjente er nævnt.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="108"/>
        <source>hot, {level} %</source>
        <translation>varm, {level} %</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="108"/>
        <source>cold, {level} %</source>
        <translation>kold, {level} %</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="110"/>
        <source>not told from chance</source>
        <translation>kan ikke skelnes fra tilfældet</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="117"/>
        <source>fullest {percent} of cells</source>
        <translation>de fyldigste {percent} af cellerne</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="120"/>
        <source>Share of incidents in the fullest cells</source>
        <translation>Andel af hændelserne i de fyldigste celler</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="124"/>
        <source>Percent of all incidents in the fullest cells</source>
        <translation>Procent af alle hændelser i de fyldigste celler</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="127"/>
        <source>Half of all incidents lie in {share} of the cells.</source>
        <translation>Halvdelen af alle hændelser ligger i {share} af cellerne.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="131"/>
        <source>There are fewer incidents ({incidents}) than cells ({cells}): even spread as thinly as possible they would fill only {least} of the cells, so part of the concentration is unavoidable.</source>
        <translation>Der er færre hændelser ({incidents}) end celler ({cells}): selv spredt så tyndt som muligt ville de kun fylde {least} af cellerne, så en del af koncentrationen er uundgåelig.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="139"/>
        <source>How concentrated</source>
        <translation>Hvor koncentreret</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="145"/>
        <source>new: hot in the last period only</source>
        <translation>ny: kun varm i den seneste periode</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="146"/>
        <source>persistent: hot in the last period and in at least half of those before</source>
        <translation>vedvarende: varm i den seneste periode og i mindst halvdelen af de tidligere</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="147"/>
        <source>fading: hot in at least half of the periods before, not in the last</source>
        <translation>aftagende: varm i mindst halvdelen af de tidligere perioder, ikke i den seneste</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="148"/>
        <source>sporadic: hot now and then</source>
        <translation>sporadisk: varm nu og da</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="158"/>
        <source>Map of trends</source>
        <translation>Kort over udviklingen</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="169"/>
        <source>Trend</source>
        <translation>Udvikling</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="167"/>
        <source>Periods, oldest first: {periods}.</source>
        <translation>Perioder, ældste først: {periods}.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="188"/>
        <source>Neighbours: cells whose centres lie within {distance} m.</source>
        <translation>Naboer: celler med midtpunkter inden for {distance} m.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="192"/>
        <source>Neighbours: cells that share a side or a corner.</source>
        <translation>Naboer: celler, der deler side eller hjørne.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="193"/>
        <source>On average {mean} neighbours a cell; {alone} cells have none.</source>
        <translation>I gennemsnit {mean} naboer pr. celle; {alone} celler har ingen.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/near_repeats.py" line="41"/>
        <source>How it was found</source>
        <translation>Sådan blev det fundet</translation>
    </message>
    <message>
        <location filename="../core/crime/settings.py" line="177"/>
        <source>“{name}” is no kind of neighbourhood. Choose one of: {names}.</source>
        <translation>»{name}« er ikke en slags naboskab. Vælg en af: {names}.</translation>
    </message>
    <message>
        <location filename="../core/crime/settings.py" line="181"/>
        <source>Give a distance above zero, in metres, within which cells are neighbours.</source>
        <translation>Angiv en afstand over nul i meter, inden for hvilken celler er naboer.</translation>
    </message>
    <message>
        <location filename="../core/crime/local_statistics.py" line="92"/>
        <source>All {count:,} cells have the same count ({value:g}): nothing stands out.</source>
        <translation>Alle {count:,} celler har samme antal ({value:g}): intet skiller sig ud.</translation>
    </message>
    <message>
        <location filename="../core/crime/lattice.py" line="239"/>
        <source>A cell of {size} m is larger than the area ({width:.0f} m × {height:.0f} m). Choose smaller cells.</source>
        <translation>En celle på {size} m er større end området ({width:.0f} m × {height:.0f} m). Vælg mindre celler.</translation>
    </message>
    <message>
        <location filename="../core/crime/lattice.py" line="253"/>
        <source>Cells of {size} m over {width:.0f} m × {height:.0f} m would be {count:,.0f}; at most {most:,} are drawn. Choose larger cells, or a sector layer that leaves out far-off incidents.</source>
        <translation>Celler på {size} m over {width:.0f} m × {height:.0f} m ville blive {count:,.0f}; højst {most:,} tegnes. Vælg større celler, eller et sektorlag, der udelader fjerntliggende hændelser.</translation>
    </message>
    <message>
        <location filename="../core/crime/near_repeats.py" line="140"/>
        <source>Near repeats need at least two incidents with place and time; found {count}.</source>
        <translation>Gentagelser i nærheden kræver mindst to hændelser med sted og tid; der er {count}.</translation>
    </message>
    <message>
        <location filename="../core/crime/near_repeats.py" line="145"/>
        <source>{count:,} pairs of incidents lie within {reach:g} m; at most {most:,} are compared. Choose smaller distances or a shorter period.</source>
        <translation>{count:,} par af hændelser ligger inden for {reach:g} m; højst {most:,} sammenlignes. Vælg mindre afstande eller en kortere periode.</translation>
    </message>
    <message>
        <location filename="../core/crime/near_repeats.py" line="280"/>
        <source>same place</source>
        <translation>samme sted</translation>
    </message>
    <message>
        <location filename="../core/crime/near_repeats.py" line="284"/>
        <source>{start}–{end} days</source>
        <translation>{start}–{end} dage</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/near_repeats.py" line="31"/>
        <source>Near repeats</source>
        <translation>Gentagelser i nærheden</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/near_repeats.py" line="32"/>
        <source>{count} incidents with place and time</source>
        <translation>{count} hændelser med sted og tid</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/near_repeats.py" line="35"/>
        <source>What was found</source>
        <translation>Hvad der blev fundet</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/near_repeats.py" line="37"/>
        <source>Observed over expected</source>
        <translation>Observeret i forhold til forventet</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/near_repeats.py" line="47"/>
        <source>An incident counts on the day it began; long intervals between from and to blur the bands.</source>
        <translation>En hændelse tæller på den dag, den begyndte; lange intervaller mellem fra og til slører båndene.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/near_repeats.py" line="50"/>
        <source>Places near the edge have fewer neighbours on file than in truth.</source>
        <translation>Steder nær kanten har færre naboer i data end i virkeligheden.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/near_repeats.py" line="57"/>
        <source>No band of distance and days has notably more pairs than chance would give.</source>
        <translation>Intet bånd af afstand og dage har mærkbart flere par, end tilfældet ville give.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/near_repeats.py" line="97"/>
        <source>Distance</source>
        <translation>Afstand</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/near_repeats.py" line="98"/>
        <source>Pairs observed</source>
        <translation>Observerede par</translation>
    </message>
    <message>
        <location filename="../core/crime/settings.py" line="205"/>
        <source>Bands must be ascending numbers of zero or more; found {distances} m and {days} days.</source>
        <translation>Bånd skal være stigende tal på nul eller derover; angivet er {distances} m og {days} dage.</translation>
    </message>
    <message>
        <location filename="../core/crime/settings.py" line="211"/>
        <source>Give at least 19 permutations; with fewer, no p of 0.05 can be reached.</source>
        <translation>Angiv mindst 19 permutationer; med færre kan en p på 0,05 ikke nås.</translation>
    </message>
    <message>
        <location filename="../core/crime/settings.py" line="224"/>
        <source>“{text}” is no list of numbers. Write the upper ends of the bands as 100, 200, 400.</source>
        <translation>»{text}« er ikke en liste af tal. Skriv båndenes øvre grænser som 100, 200, 400.</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="112"/>
        <source>outside all sectors</source>
        <translation>uden for alle sektorer</translation>
    </message>
    <message>
        <location filename="../core/crime/hotspots.py" line="347"/>
        <source>in sector {sector}</source>
        <translation>i sektor {sector}</translation>
    </message>
    <message>
        <location filename="../core/crime/hotspots.py" line="348"/>
        <source>straddles the line between {first} and {last}</source>
        <translation>ligger hen over grænsen mellem {first} og {last}</translation>
    </message>
    <message>
        <location filename="../core/crime/profile.py" line="215"/>
        <source>too few to say</source>
        <translation>for få til at sige noget</translation>
    </message>
    <message>
        <location filename="../core/crime/profile.py" line="216"/>
        <source>fewer</source>
        <translation>færre</translation>
    </message>
    <message>
        <location filename="../core/crime/profile.py" line="217"/>
        <source>more</source>
        <translation>flere</translation>
    </message>
    <message>
        <location filename="../core/crime/profile.py" line="218"/>
        <source>no clear change</source>
        <translation>ingen klar ændring</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/plan_report.py" line="80"/>
        <source>Period</source>
        <translation>Periode</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="36"/>
        <source>all on file</source>
        <translation>alt, hvad der er registreret</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="38"/>
        <source>Compared with</source>
        <translation>Sammenlignet med</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="42"/>
        <source>Crime profile</source>
        <translation>Kriminalitetsprofil</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="48"/>
        <source>Intervals are 95 percent, for counts that vary by chance around a steady rate.</source>
        <translation>Intervaller er på 95 procent, for antal, der varierer tilfældigt om et jævnt niveau.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="49"/>
        <source>An incident belongs to the day on which it began, or ended where only that is known.</source>
        <translation>En hændelse hører til den dag, den begyndte, eller sluttede, hvor kun det vides.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="50"/>
        <source>Hours are aoristic weights: an incident between two times is spread evenly over the time between.</source>
        <translation>Timer er aoristiske vægte: en hændelse mellem to tidspunkter fordeles jævnt over tiden imellem.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="54"/>
        <source>Recorded incidents are what was reported; habits of reporting differ and change.</source>
        <translation>Registrerede hændelser er det, der blev anmeldt; anmeldelsesvaner er forskellige og ændrer sig.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="64"/>
        <source>Map of incidents by area</source>
        <translation>Kort over hændelser pr. område</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="59"/>
        <source>Area</source>
        <translation>Område</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="79"/>
        <source>Overview</source>
        <translation>Overblik</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="79"/>
        <source>Incidents by area</source>
        <translation>Hændelser pr. område</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="86"/>
        <source>Change per day, %</source>
        <translation>Ændring pr. dag, %</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="247"/>
        <source>95 % interval</source>
        <translation>95 %-interval</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="88"/>
        <source>Says</source>
        <translation>Vurdering</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="102"/>
        <source>{low} to {high}</source>
        <translation>{low} til {high}</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="130"/>
        <source>{count} more have no usable time and are in neither period.</source>
        <translation>Yderligere {count} har ingen brugbar tid og er ikke med i nogen af perioderne.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="146"/>
        <source>{count} incidents.</source>
        <translation>Hændelser: {count}.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="149"/>
        <source>{count} incidents, {before} in the period compared with: {verdict}.</source>
        <translation>{count} hændelser, {before} i sammenligningsperioden: {verdict}.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="151"/>
        <source>{count} incidents, {before} in the period compared with: {change} per day (95 % interval {interval} %): {verdict}.</source>
        <translation>{count} hændelser, {before} i sammenligningsperioden: {change} pr. dag (95 %-interval {interval} %): {verdict}.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="172"/>
        <source>Map of incidents in {area}</source>
        <translation>Kort over hændelser i {area}</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="178"/>
        <source>Incidents by cell of {size} m</source>
        <translation>Hændelser pr. celle på {size} m</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="184"/>
        <source>By type</source>
        <translation>Efter type</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="185"/>
        <source>By scene</source>
        <translation>Efter gerningssted</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="186"/>
        <source>By method</source>
        <translation>Efter fremgangsmåde</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="191"/>
        <source>{count} others</source>
        <translation>{count} andre</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="195"/>
        <source>not stated</source>
        <translation>ikke oplyst</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="167"/>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="212"/>
        <source>Change by type</source>
        <translation>Ændring efter type</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="215"/>
        <source>Mon</source>
        <translation>man</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="216"/>
        <source>Tue</source>
        <translation>tir</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="217"/>
        <source>Wed</source>
        <translation>ons</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="218"/>
        <source>Thu</source>
        <translation>tor</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="219"/>
        <source>Fri</source>
        <translation>fre</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="220"/>
        <source>Sat</source>
        <translation>lør</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="221"/>
        <source>Sun</source>
        <translation>søn</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="222"/>
        <source>Incidents by weekday and hour</source>
        <translation>Hændelser efter ugedag og time</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="224"/>
        <source>By weekday and hour: {timed} of {all} incidents have a time</source>
        <translation>Efter ugedag og time: {timed} af {all} hændelser har en tid</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="228"/>
        <source>period</source>
        <translation>periode</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="230"/>
        <source>a year before</source>
        <translation>et år før</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="232"/>
        <source>By month</source>
        <translation>Pr. måned</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="233"/>
        <source>By month; the first and last may be part of a month</source>
        <translation>Pr. måned; første og sidste kan være en del af en måned</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="245"/>
        <source>Month</source>
        <translation>Måned</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="248"/>
        <source>A year before</source>
        <translation>Året før</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="267"/>
        <source>Cell</source>
        <translation>Celle</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="169"/>
        <source>Of the area&apos;s, %</source>
        <translation>Af områdets, %</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="270"/>
        <source>Most frequent type</source>
        <translation>Hyppigste type</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/profile.py" line="272"/>
        <source>The fullest cells</source>
        <translation>De fyldigste celler</translation>
    </message>
    <message>
        <location filename="../core/crime/settings.py" line="292"/>
        <source>A period needs its first and its last day. Give both, or neither.</source>
        <translation>En periode kræver sin første og sin sidste dag. Angiv begge eller ingen.</translation>
    </message>
    <message>
        <location filename="../core/crime/aoristic.py" line="161"/>
        <source>No incident in the sectors has a readable time. Choose the field with the times.</source>
        <translation>Ingen hændelse i sektorerne har en læsbar tid. Vælg feltet med tiderne.</translation>
    </message>
    <message>
        <location filename="../core/plan/settings.py" line="144"/>
        <source>Sectors per district: “{part}” cannot be read. Write district=number, separated by semicolons, such as: {example}</source>
        <translation>Sektorer pr. distrikt: »{part}« kan ikke læses. Skriv distrikt=antal, adskilt af semikolon, som: {example}</translation>
    </message>
    <message>
        <location filename="../core/plan/drawing.py" line="171"/>
        <source>Layer “{layer}” has no lines. Draw those that should divide the area.</source>
        <translation>Lag »{layer}« har ingen linjer. Tegn dem, der skal dele området.</translation>
    </message>
    <message>
        <location filename="../core/plan/drawing.py" line="68"/>
        <source>Layer “{layer}” has no points. Draw one for each sector.</source>
        <translation>Lag »{layer}« har ingen punkter. Tegn ét for hver sektor.</translation>
    </message>
    <message>
        <location filename="../core/plan/drawing.py" line="74"/>
        <source>Layer “{layer}”, field “sector_id”: empty or repeated at features {features}. Give each seed its own id.</source>
        <translation>Lag »{layer}«, felt »sector_id«: tomt eller gentaget ved objekterne {features}. Giv hvert frøpunkt sit eget id.</translation>
    </message>
    <message>
        <location filename="../core/plan/drawing.py" line="87"/>
        <source>Layer “{layer}”, point {fid} lies more than {reach:g} m from every unit. Move it onto the unit it is meant for.</source>
        <translation>Lag »{layer}«, punkt {fid} ligger mere end {reach:g} m fra enhver enhed. Flyt det hen på den enhed, det er ment til.</translation>
    </message>
    <message>
        <location filename="../core/plan/drawing.py" line="95"/>
        <source>Layer “{layer}”: these points lie in one unit of “{units}”: {features}. Move one of them.</source>
        <translation>Lag »{layer}«: disse punkter ligger i samme enhed af »{units}«: {features}. Flyt det ene.</translation>
    </message>
    <message>
        <location filename="../core/editing/explanation.py" line="27"/>
        <source>Unit {unit} has not moved.</source>
        <translation>Enhed {unit} er ikke flyttet.</translation>
    </message>
    <message>
        <location filename="../core/editing/explanation.py" line="29"/>
        <source>Unit {unit} had no sector; now it belongs to {sector}.</source>
        <translation>Enhed {unit} havde ingen sektor; nu hører den til {sector}.</translation>
    </message>
    <message>
        <location filename="../core/editing/explanation.py" line="33"/>
        <source>Unit {unit} went from {old} to {new}: {reason}.</source>
        <translation>Enhed {unit} gik fra {old} til {new}: {reason}.</translation>
    </message>
    <message>
        <location filename="../core/editing/explanation.py" line="85"/>
        <source>no sector</source>
        <translation>ingen sektor</translation>
    </message>
    <message>
        <location filename="../core/editing/explanation.py" line="86"/>
        <source>sector {sector}</source>
        <translation>sektor {sector}</translation>
    </message>
    <message>
        <location filename="../core/editing/explanation.py" line="93"/>
        <source>it stays together with {others}</source>
        <translation>den holdes sammen med {others}</translation>
    </message>
    <message>
        <location filename="../core/editing/explanation.py" line="95"/>
        <source>its new sector is connected through it, or its old one no longer reaches it</source>
        <translation>dens nye sektor hænger sammen gennem den, eller den gamle når den ikke længere</translation>
    </message>
    <message>
        <location filename="../core/editing/explanation.py" line="98"/>
        <source>load is more even so</source>
        <translation>belastningen er mere jævn sådan</translation>
    </message>
    <message>
        <location filename="../core/editing/explanation.py" line="100"/>
        <source>the border is shorter so</source>
        <translation>grænsen er kortere sådan</translation>
    </message>
    <message>
        <location filename="../core/editing/explanation.py" line="101"/>
        <source>neither load, shape nor a group asks for it; the analyst chose so</source>
        <translation>hverken belastning, form eller en gruppe kræver det; analytikeren valgte det</translation>
    </message>
    <message>
        <location filename="../core/editing/explanation.py" line="105"/>
        <source>Keeping it in {old} would let {residents:.0f} residents keep their officer, and bring the larger deviation of the two sectors from {before:.1f} % to {after:.1f} % and the border from {border:.2f} to {longer:.2f} km.</source>
        <translation>Blev den i {old}, kunne {residents:.0f} beboere beholde deres betjent; det ville bringe den største afvigelse i de to sektorer fra {before:.1f} % til {after:.1f} % og grænsen fra {border:.2f} til {longer:.2f} km.</translation>
    </message>
    <message>
        <location filename="../core/editing/findings.py" line="50"/>
        <source>{count} units have no sector ({residents:.0f} residents).</source>
        <translation>Enheder uden sektor: {count} (beboere: {residents:.0f}).</translation>
    </message>
    <message>
        <location filename="../core/editing/findings.py" line="75"/>
        <source>Sector {sector}: {count} units are cut off from the rest (first: {unit}).</source>
        <translation>Sektor {sector}: enheder afskåret fra resten: {count} (første: {unit}).</translation>
    </message>
    <message>
        <location filename="../core/editing/findings.py" line="89"/>
        <source>Sector {sector} lies wholly inside sector {around}.</source>
        <translation>Sektor {sector} ligger helt inde i sektor {around}.</translation>
    </message>
    <message>
        <location filename="../core/editing/findings.py" line="101"/>
        <source>Sector {sector} has {officers} officers; it needs at least {minimum}.</source>
        <translation>Sektor {sector}: betjente {officers}; den skal have mindst {minimum}.</translation>
    </message>
    <message>
        <location filename="../core/editing/findings.py" line="111"/>
        <source>Sector {sector}: load per officer is {deviation:+.0f} % from the mean; allowed is ±{tolerance:g} %.</source>
        <translation>Sektor {sector}: belastningen pr. betjent afviger {deviation:+.0f} % fra gennemsnittet; tilladt er ±{tolerance:g} %.</translation>
    </message>
    <message>
        <location filename="../core/editing/changes.py" line="180"/>
        <source>Nothing has been saved with the dock yet.</source>
        <translation>Intet er gemt med panelet endnu.</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="277"/>
        <source>Changes</source>
        <translation>Ændringer</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="58"/>
        <source>Layer</source>
        <translation>Lag</translation>
    </message>
    <message>
        <location filename="../core/editing/changes.py" line="185"/>
        <source>Saves</source>
        <translation>Lagringer</translation>
    </message>
    <message>
        <location filename="../core/editing/changes.py" line="187"/>
        <source>Changes saved without the dock open are not in this record.</source>
        <translation>Ændringer gemt uden panelet åbent er ikke med i loggen.</translation>
    </message>
    <message>
        <location filename="../core/editing/changes.py" line="188"/>
        <source>Decision record of the plan</source>
        <translation>Beslutningslog for planen</translation>
    </message>
    <message>
        <location filename="../core/editing/changes.py" line="214"/>
        <source>Why: {reason}</source>
        <translation>Hvorfor: {reason}</translation>
    </message>
    <message>
        <location filename="../core/editing/changes.py" line="214"/>
        <source>no reason was given</source>
        <translation>ingen begrundelse blev givet</translation>
    </message>
    <message>
        <location filename="../core/editing/changes.py" line="215"/>
        <source>{at}, {by}, plan “{plan}”</source>
        <translation>{at}, {by}, plan »{plan}«</translation>
    </message>
    <message>
        <location filename="../core/editing/locks.py" line="80"/>
        <source>Unit {unit} is locked. Unlock it to move it.</source>
        <translation>Enhed {unit} er låst. Lås den op for at flytte den.</translation>
    </message>
    <message>
        <location filename="../core/editing/locks.py" line="83"/>
        <source>Sector {sector} is locked: it neither gives nor takes units. Unlock it first.</source>
        <translation>Sektor {sector} er låst: den hverken afgiver eller modtager enheder. Lås den op først.</translation>
    </message>
    <message>
        <location filename="../core/editing/locks.py" line="98"/>
        <source>Unit {unit} stays together with {other}; move both, or end the group.</source>
        <translation>Enhed {unit} holdes sammen med {other}; flyt begge, eller ophæv gruppen.</translation>
    </message>
    <message>
        <location filename="../core/editing/locks.py" line="113"/>
        <source>Units {unit} and {other} must never share a sector.</source>
        <translation>Enhederne {unit} og {other} må aldrig ligge i samme sektor.</translation>
    </message>
    <message>
        <location filename="../core/parallel/executors.py" line="32"/>
        <source>No Python program was found beside QGIS; threads do the work instead.</source>
        <translation>Der blev ikke fundet noget Python-program ved siden af QGIS; tråde gør arbejdet i stedet.</translation>
    </message>
    <message>
        <location filename="../core/base/names.py" line="51"/>
        <source>Layer “{layer}”, field “unit_id”: ids that occur more than once: {ids}. Dissolve the layer by unit_id if these are parts of one unit; otherwise give each its own id.</source>
        <translation>Lag »{layer}«, felt »unit_id«: id'er, der forekommer flere gange: {ids}. Smelt laget sammen efter unit_id, hvis det er dele af samme enhed; giv ellers hver sit eget id.</translation>
    </message>
    <message>
        <location filename="../core/plan/units.py" line="155"/>
        <source>{indicator} from layer “{layer}”: {features} features, sum {total:.6g}; in the units {inside:.6g}, outside {outside:.6g} ({features_outside} features).</source>
        <translation>{indicator} fra lag »{layer}«: {features} objekter, sum {total:.6g}; i enhederne {inside:.6g}, udenfor {outside:.6g} ({features_outside} objekter).</translation>
    </message>
    <message>
        <location filename="../core/plan/units.py" line="177"/>
        <source>Special places (weight)</source>
        <translation>Særlige steder (vægt)</translation>
    </message>
    <message>
        <location filename="../core/plan/units.py" line="178"/>
        <source>Workload, ‰</source>
        <translation>Belastning, ‰</translation>
    </message>
    <message>
        <location filename="../core/plan/units.py" line="193"/>
        <source>Layer “{layer}”, feature {fid}, field “{field}”: {value:g} is negative. Give zero or more.</source>
        <translation>Lag »{layer}«, objekt {fid}, felt »{field}«: {value:g} er negativ. Angiv nul eller derover.</translation>
    </message>
    <message>
        <location filename="../core/plan/units.py" line="199"/>
        <source>Layer “{layer}”, field “{field}”: empty values that count as zero: {count}.</source>
        <translation>Lag »{layer}«, felt »{field}«: tomme værdier, der tæller som nul: {count}.</translation>
    </message>
    <message>
        <location filename="../core/plan/units.py" line="276"/>
        <source>Units in no local police district: {ids} (in all {count}).</source>
        <translation>Enheder uden for alle lokalpolitidistrikter: {ids} (i alt {count}).</translation>
    </message>
    <message>
        <location filename="../core/staffing/allocation.py" line="97"/>
        <source>{officers} officers are too few: {sectors} sectors with at least {minimum} each need {needed}. Give {missing} more officers, or make fewer sectors.</source>
        <translation>Betjente: {officers} er for få. Sektorer: {sectors} med mindst {minimum} i hver kræver {needed}. Der mangler {missing}: angiv flere betjente, eller lav færre sektorer.</translation>
    </message>
    <message>
        <location filename="../core/staffing/advice.py" line="124"/>
        <source>Sector number {row}: “{value}” is not a present number of officers. Give a whole number; 0 where all posts are vacant.</source>
        <translation>Sektor nummer {row}: »{value}« er ikke et antal betjente i dag. Angiv et helt tal; 0, hvor alle pladser er ledige.</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="126"/>
        <source>Manning of the sectors</source>
        <translation>Sektorernes bemanding</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="127"/>
        <source>{officers} officers in {sectors} sectors, at least {minimum} in each</source>
        <translation>Betjente: {officers}. Sektorer: {sectors}. Mindst {minimum} i hver</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="130"/>
        <source>Method</source>
        <translation>Metode</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="134"/>
        <source>The workload is a model of four criteria, not a measurement of working hours.</source>
        <translation>Belastningen er en model med fire kriterier, ikke en måling af arbejdstimer.</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="135"/>
        <source>Whole officers cannot match the load exactly; the deviation column shows what is left.</source>
        <translation>Hele betjente kan ikke passe nøjagtigt til belastningen; kolonnen med afvigelsen viser resten.</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="136"/>
        <source>Leave and experience are not in these figures.</source>
        <translation>Fravær og erfaring indgår ikke i tallene.</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="144"/>
        <source>Sainte-Laguë (Webster)</source>
        <translation>Sainte-Laguë (Webster)</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="145"/>
        <source>Huntington–Hill</source>
        <translation>Huntington–Hill</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="146"/>
        <source>Largest remainder (Hamilton)</source>
        <translation>Største brøk (Hamilton)</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="267"/>
        <source>Load, ‰</source>
        <translation>Belastning, ‰</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="158"/>
        <source>Load per officer</source>
        <translation>Belastning pr. betjent</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="164"/>
        <source>Today</source>
        <translation>I dag</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="272"/>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="180"/>
        <source>Officers by sector</source>
        <translation>Betjente pr. sektor</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="185"/>
        <source>Who should move?</source>
        <translation>Hvem bør flytte?</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="192"/>
        <source>Nobody needs to move.</source>
        <translation>Ingen behøver at flytte.</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="198"/>
        <source>{count} newly come to {taker}</source>
        <translation>{count} nye kommer til {taker}</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="200"/>
        <source>{count} leave {giver}</source>
        <translation>{count} forlader {giver}</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="202"/>
        <source>{count} from {giver} to {taker}</source>
        <translation>{count} fra {giver} til {taker}</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="215"/>
        <source>“{first}” and “{second}” made one</source>
        <translation>»{first}« og »{second}« lagt sammen</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="217"/>
        <source>1 sector fewer</source>
        <translation>1 sektor færre</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="219"/>
        <source>“{sector}” cut into equal halves</source>
        <translation>»{sector}« delt i to lige dele</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="220"/>
        <source>1 sector more</source>
        <translation>1 sektor mere</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="223"/>
        <source>Highest load per officer</source>
        <translation>Højeste belastning pr. betjent</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="224"/>
        <source>Lowest</source>
        <translation>Laveste</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="226"/>
        <source>What would change</source>
        <translation>Hvad der ville ændre sig</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="228"/>
        <source>Highest and lowest load per officer by number of officers</source>
        <translation>Højeste og laveste belastning pr. betjent efter antal betjente</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="231"/>
        <source>highest</source>
        <translation>højeste</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="232"/>
        <source>lowest</source>
        <translation>laveste</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="236"/>
        <source>now</source>
        <translation>nu</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="241"/>
        <source>One sector more or fewer is an estimate from loads alone: draw the plan to be sure.</source>
        <translation>En sektor mere eller færre er et skøn ud fra belastningerne alene: tegn planen for at være sikker.</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="243"/>
        <source>A few more, a few fewer</source>
        <translation>Nogle flere, nogle færre</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="252"/>
        <source>too few for the floor of every sector</source>
        <translation>for få til mindstetallet i hver sektor</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="254"/>
        <source>the fair manning, whoever is where today</source>
        <translation>den retfærdige bemanding, uanset hvem der er hvor i dag</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="261"/>
        <source>Crime, ‰</source>
        <translation>Kriminalitet, ‰</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="262"/>
        <source>Exposed areas, ‰</source>
        <translation>Udsatte områder, ‰</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="263"/>
        <source>Special places, ‰</source>
        <translation>Særlige steder, ‰</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="264"/>
        <source>Population, ‰</source>
        <translation>Befolkning, ‰</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="273"/>
        <source>What the load is made of</source>
        <translation>Hvad belastningen består af</translation>
    </message>
    <message>
        <location filename="../core/staffing/settings.py" line="38"/>
        <source>The threshold for moving people cannot be below 0 percent.</source>
        <translation>Tærsklen for at flytte folk kan ikke være under 0 procent.</translation>
    </message>
    <message>
        <location filename="../core/staffing/settings.py" line="40"/>
        <source>The share of officers on duty is above 0 and at most 100 percent.</source>
        <translation>Andelen af betjente på vagt er over 0 og højst 100 procent.</translation>
    </message>
    <message>
        <location filename="../core/plan/neighbours.py" line="155"/>
        <source>Layer “{layer}”, feature {fid}: the field “{field}” is empty. Give each sector its id.</source>
        <translation>Lag »{layer}«, objekt {fid}: feltet »{field}« er tomt. Giv hver sektor sit id.</translation>
    </message>
    <message>
        <location filename="../core/plan/neighbours.py" line="162"/>
        <source>Layer “{layer}”, field “{field}”: ids that occur more than once: {ids}. Dissolve units into sectors first.</source>
        <translation>Lag »{layer}«, felt »{field}«: id'er, der forekommer flere gange: {ids}. Smelt først enhederne sammen til sektorer.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="20"/>
        <source>Neighbour pairs</source>
        <translation>Nabopar</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="21"/>
        <source>Cover groups</source>
        <translation>Dækningsgrupper</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="22"/>
        <source>Border, km</source>
        <translation>Grænse, km</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="25"/>
        <source>Neighbours and cover</source>
        <translation>Naboer og dækning</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="31"/>
        <source>Partners are chosen by border length; who works well together is not known here.</source>
        <translation>Partnere vælges efter grænsens længde; hvem der arbejder godt sammen, vides ikke her.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="38"/>
        <source>In holidays and at sudden events the sectors of a group stand in for each other. Pairs are chosen so that as many sectors as possible have a partner of their own and partners share as much border as possible; one left over joins a pair.</source>
        <translation>I ferier og ved pludselige hændelser træder en gruppes sektorer til for hinanden. Par vælges, så flest mulige sektorer har deres egen partner, og partnere deler mest mulig grænse; en, der bliver tilovers, går med i et par.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="47"/>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="48"/>
        <source>Cover partner</source>
        <translation>Dækningspartner</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="90"/>
        <source>Shared border, m</source>
        <translation>Fælles grænse, m</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="50"/>
        <source>Neighbours</source>
        <translation>Naboer</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="51"/>
        <source>Officers of the group</source>
        <translation>Gruppens betjente</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="67"/>
        <source>{sector} borders no other sector; {partner} is nearest, at {distance:,.0f} m.</source>
        <translation>{sector} grænser ikke op til nogen anden sektor; {partner} er nærmest, {distance:,.0f} m væk.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="72"/>
        <source>Who covers for whom</source>
        <translation>Hvem dækker for hvem</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="79"/>
        <source>Map of the cover groups</source>
        <translation>Kort over dækningsgrupperne</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="81"/>
        <source>Sectors of one group have one colour, and neighbouring groups differ.</source>
        <translation>Sektorer i samme gruppe har samme farve, og nabogrupper er forskellige.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="89"/>
        <source>Neighbour</source>
        <translation>Nabo</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="91"/>
        <source>Across districts</source>
        <translation>På tværs af distrikter</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="92"/>
        <source>Cover</source>
        <translation>Dækker</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="196"/>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/neighbours.py" line="107"/>
        <source>All neighbours</source>
        <translation>Alle naboer</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="83"/>
        <source>… and {count} more.</source>
        <translation>… og {count} mere.</translation>
    </message>
    <message>
        <location filename="../core/publish/contacts.py" line="117"/>
        <source>neither yes nor no. Write true or false.</source>
        <translation>hverken ja eller nej. Skriv true eller false.</translation>
    </message>
    <message>
        <location filename="../core/publish/contacts.py" line="132"/>
        <source>not a telephone number. Write eight digits, or + with country code and number.</source>
        <translation>ikke et telefonnummer. Skriv otte cifre, eller + med landekode og nummer.</translation>
    </message>
    <message>
        <location filename="../core/publish/contacts.py" line="135"/>
        <source>not an e-mail address. Write one plain address.</source>
        <translation>ikke en e-mailadresse. Skriv én enkelt adresse.</translation>
    </message>
    <message>
        <location filename="../core/publish/contacts.py" line="148"/>
        <source>empty. Name the sector, or give the row another role.</source>
        <translation>tom. Angiv sektoren, eller giv rækken en anden rolle.</translation>
    </message>
    <message>
        <location filename="../core/publish/contacts.py" line="150"/>
        <source>empty, and no police_district. Name one of them.</source>
        <translation>tom, og der er ingen police_district. Angiv en af dem.</translation>
    </message>
    <message>
        <location filename="../core/publish/contacts.py" line="152"/>
        <source>empty. Write the officer&apos;s name, or make the role vacant.</source>
        <translation>tom. Skriv betjentens navn, eller sæt rollen til vakant.</translation>
    </message>
    <message>
        <location filename="../core/publish/contacts.py" line="154"/>
        <source>empty, and no e-mail. Residents need one of them.</source>
        <translation>tom, og der er ingen e-mail. Borgerne har brug for en af dem.</translation>
    </message>
    <message>
        <location filename="../core/publish/contacts.py" line="164"/>
        <source>not a known role. Use one of: {roles}.</source>
        <translation>ikke en kendt rolle. Brug en af: {roles}.</translation>
    </message>
    <message>
        <location filename="../core/publish/events.py" line="164"/>
        <source>not a date. Write year-month-day, as in 2026-11-30.</source>
        <translation>ikke en dato. Skriv år-måned-dag som 2026-11-30.</translation>
    </message>
    <message>
        <location filename="../core/publish/contacts.py" line="206"/>
        <source>Contacts “{layer}”, row {row}, column “{column}”: {problem}</source>
        <translation>Kontakter »{layer}«, række {row}, kolonne »{column}«: {problem}</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="49"/>
        <source>border ({hectares} ha)</source>
        <translation>grænse ({hectares} ha)</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="120"/>
        <source>Folder {path} holds no publication. Make one with “Publish the sector map”.</source>
        <translation>Mappen {path} rummer ingen udgave. Lav en med »Offentliggør sektorkortet«.</translation>
    </message>
    <message>
        <location filename="../core/publish/events.py" line="106"/>
        <source>the event lies in no sector of the map. Move it or name its sector.</source>
        <translation>begivenheden ligger ikke i nogen sektor på kortet. Flyt den, eller angiv dens sektor.</translation>
    </message>
    <message>
        <location filename="../core/publish/events.py" line="117"/>
        <source>empty. Say what residents are invited to.</source>
        <translation>tom. Skriv, hvad borgerne inviteres til.</translation>
    </message>
    <message>
        <location filename="../core/publish/events.py" line="134"/>
        <source>not a sector of the map.</source>
        <translation>ikke en sektor på kortet.</translation>
    </message>
    <message>
        <location filename="../core/publish/events.py" line="137"/>
        <source>empty, or the answer “did” is. Write both, or remove the row.</source>
        <translation>tom, eller svaret »did« er tomt. Skriv begge, eller fjern rækken.</translation>
    </message>
    <message>
        <location filename="../core/publish/events.py" line="151"/>
        <source>Layer “{layer}”, row {row}, column “{column}”: {problem}</source>
        <translation>Lag »{layer}«, række {row}, kolonne »{column}«: {problem}</translation>
    </message>
    <message>
        <location filename="../core/publish/events.py" line="172"/>
        <source>not a time. Write hours and minutes, as in 15:30.</source>
        <translation>ikke et klokkeslæt. Skriv timer og minutter som 15:30.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="85"/>
        <source>The publication lacks this file. Publish it again.</source>
        <translation>Denne fil mangler i udgaven. Offentliggør den igen.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="167"/>
        <source>The forbidden text “{text}” stands in the file.</source>
        <translation>Den forbudte tekst »{text}« står i filen.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="170"/>
        <source>{count} numbers look like civil registration numbers.</source>
        <translation>Tal, der ligner CPR-numre: {count}.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="171"/>
        <source>{count} e-mail addresses are at private providers.</source>
        <translation>E-mailadresser hos private udbydere: {count}.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="172"/>
        <source>{count} paths of a computer stand in the file.</source>
        <translation>Stier fra en computer i filen: {count}.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="173"/>
        <source>{count} coordinates have more than five decimals.</source>
        <translation>Koordinater med mere end fem decimaler: {count}.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="210"/>
        <source>The files cannot be read as a publication. Publish again.</source>
        <translation>Filerne kan ikke læses som en udgave. Offentliggør igen.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="230"/>
        <source>Fields outside the public record: {fields}.</source>
        <translation>Felter uden for det offentlige datasæt: {fields}.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="259"/>
        <source>Another edition than the record's {edition} · {content}. Publish all files anew.</source>
        <translation>En anden udgave end datasættets {edition} · {content}. Offentliggør alle filer på ny.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="270"/>
        <source>Other sectors than the record&apos;s. Publish all files anew.</source>
        <translation>Andre sektorer end datasættets. Offentliggør alle filer på ny.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="288"/>
        <source>The contact data of sectors {sectors} are past their review date. Review them.</source>
        <translation>Kontaktdata for sektorerne {sectors} har overskredet deres revisionsdato. Gennemgå dem.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="292"/>
        <source>Sectors {sectors} have neither telephone nor e-mail.</source>
        <translation>Sektorerne {sectors} har hverken telefon eller e-mail.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="305"/>
        <source>The page&apos;s policy does not fit its scripts. Publish it again.</source>
        <translation>Sidens sikkerhedspolitik passer ikke til dens scripts. Offentliggør den igen.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="309"/>
        <source>The page asks another server for something. Publish it again.</source>
        <translation>Siden henter noget fra en anden server. Offentliggør den igen.</translation>
    </message>
    <message>
        <location filename="../core/publish/public_record.py" line="180"/>
        <source>Layer “{layer}”, feature {fid}, field “sector_id” is empty. Give every sector an id.</source>
        <translation>Lag »{layer}«, objekt {fid}, felt »sector_id« er tomt. Giv hver sektor et id.</translation>
    </message>
    <message>
        <location filename="../core/publish/public_record.py" line="186"/>
        <source>Layer “{layer}”: sector {sectors} occurs more than once. Dissolve the sectors first.</source>
        <translation>Lag »{layer}«: sektor {sectors} forekommer flere gange. Smelt sektorerne sammen først.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/overlay.py" line="71"/>
        <source>Layer “{layer}” has no sectors.</source>
        <translation>Lag »{layer}« har ingen sektorer.</translation>
    </message>
    <message>
        <location filename="../core/publish/public_record.py" line="203"/>
        <source>The contacts name sectors that the map does not have: {unknown}. The map has: {known}. Correct either.</source>
        <translation>Kontakterne nævner sektorer, som kortet ikke har: {unknown}. Kortet har: {known}. Ret en af delene.</translation>
    </message>
    <message>
        <location filename="../core/publish/public_record.py" line="212"/>
        <source>Sector {sector} has {count} published contacts with role {role}. Keep one, or switch publish off.</source>
        <translation>Sektor {sector} har {count} offentliggjorte kontakter med rollen {role}. Behold én, eller slå publish fra.</translation>
    </message>
    <message>
        <location filename="../core/publish/public_record.py" line="220"/>
        <source>Police district “{district}” has {count} stations in the contacts. Keep one.</source>
        <translation>Lokalpolitidistriktet »{district}« har {count} stationer i kontakterne. Behold én.</translation>
    </message>
    <message>
        <location filename="../core/publish/settings.py" line="62"/>
        <source>The edition is empty. Give it a short text, such as 2026-1.</source>
        <translation>Udgaven er tom. Giv den en kort tekst som 2026-1.</translation>
    </message>
    <message>
        <location filename="../core/publish/settings.py" line="64"/>
        <source>The title is empty. Write what residents shall read at the top.</source>
        <translation>Titlen er tom. Skriv, hvad borgerne skal læse øverst.</translation>
    </message>
    <message>
        <location filename="../core/publish/settings.py" line="66"/>
        <source>Language “{language}” is not known. Choose da or en.</source>
        <translation>Sproget »{language}« kendes ikke. Vælg da eller en.</translation>
    </message>
    <message>
        <location filename="../core/publish/settings.py" line="71"/>
        <source>Generalise boundaries by 0 to 50 metres.</source>
        <translation>Generalisér grænser med 0 til 50 meter.</translation>
    </message>
    <message>
        <location filename="../core/publish/settings.py" line="74"/>
        <source>“{link}” is not a web address. It must start with https:// and hold no spaces.</source>
        <translation>»{link}« er ikke en webadresse. Den skal begynde med https:// og må ikke rumme mellemrum.</translation>
    </message>
    <message>
        <location filename="../core/publish/publication.py" line="124"/>
        <source>{path} is a file. Choose a folder.</source>
        <translation>{path} er en fil. Vælg en mappe.</translation>
    </message>
    <message>
        <location filename="../core/publish/publication.py" line="127"/>
        <source>Folder {path} holds other files ({names}). A publication replaces its whole folder: choose an empty or a new one.</source>
        <translation>Mappen {path} rummer andre filer ({names}). En udgave erstatter hele sin mappe: vælg en tom eller en ny.</translation>
    </message>
    <message>
        <location filename="../core/publish/release.py" line="40"/>
        <source>Folder {path} holds no publication.</source>
        <translation>Mappen {path} rummer ingen udgave.</translation>
    </message>
    <message>
        <location filename="../core/publish/release.py" line="42"/>
        <source>Draft and published folder are the same. Choose two folders.</source>
        <translation>Kladde og offentliggjort mappe er den samme. Vælg to mapper.</translation>
    </message>
    <message>
        <location filename="../core/publish/release.py" line="74"/>
        <source>No earlier edition is kept beside {path}.</source>
        <translation>Der er ingen tidligere udgave ved siden af {path}.</translation>
    </message>
    <message>
        <location filename="../core/publish/street_index.py" line="140"/>
        <source>Layer “{layer}” has no field with street names. Choose it. The layer has: {fields}.</source>
        <translation>Lag »{layer}« har intet felt med vejnavne. Vælg det. Laget har: {fields}.</translation>
    </message>
    <message>
        <location filename="../core/publish/web_page.py" line="273"/>
        <source>Leaflet is not there ({path}). Run `make setup`, or install the packaged plugin.</source>
        <translation>Leaflet mangler ({path}). Kør `make setup`, eller installér det færdige plugin.</translation>
    </message>
    <message>
        <location filename="../core/plan/travel_time.py" line="77"/>
        <source>middle: {unit}</source>
        <translation>midten: {unit}</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="26"/>
        <source>on foot, 5 km/h</source>
        <translation>til fods, 5 km/t</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="26"/>
        <source>by bicycle, 15 km/h</source>
        <translation>på cykel, 15 km/t</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="28"/>
        <source>Patrol</source>
        <translation>Patrulje</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="30"/>
        <source>Worst, minutes</source>
        <translation>Længst, minutter</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="112"/>
        <source>Units out of reach</source>
        <translation>Enheder uden for rækkevidde</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="34"/>
        <source>Reach of patrols</source>
        <translation>Patruljers rækkevidde</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="57"/>
        <source>Starts from</source>
        <translation>Starter fra</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="58"/>
        <source>Mean, min</source>
        <translation>Gennemsnit, min</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="59"/>
        <source>Worst, min</source>
        <translation>Længst, min</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="60"/>
        <source>Worst unit</source>
        <translation>Fjerneste enhed</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="86"/>
        <source>Out of reach</source>
        <translation>Uden for rækkevidde</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="70"/>
        <source>Mean minutes by sector</source>
        <translation>Gennemsnitligt antal minutter pr. sektor</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="73"/>
        <source>Means are weighted by residents where the units have any.</source>
        <translation>Gennemsnit er vægtet efter beboere, hvor enhederne har nogen.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="90"/>
        <source>Map of the minutes to each unit</source>
        <translation>Kort over minutter til hver enhed</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="98"/>
        <source>Where it takes long</source>
        <translation>Hvor det tager lang tid</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="106"/>
        <source>{sector}: {units}</source>
        <translation>{sector}: {units}</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="111"/>
        <source>No way over the roads, or too far from any: islands, or roads that the layer lacks.</source>
        <translation>Ingen vej fører dertil, eller for langt fra alle: øer, eller veje, som laget mangler.</translation>
    </message>
    <message>
        <location filename="../core/plan/settings.py" line="109"/>
        <source>“{mode}” is no way to patrol that is known here. Choose one of: {modes}.</source>
        <translation>»{mode}« er ikke en kendt måde at patruljere på. Vælg en af: {modes}.</translation>
    </message>
    <message>
        <location filename="../core/plan/settings.py" line="112"/>
        <source>The distance to the nearest road must be more than zero metres.</source>
        <translation>Afstanden til nærmeste vej skal være over nul meter.</translation>
    </message>
    <message>
        <location filename="../core/plan/repair.py" line="225"/>
        <source>No other sector touches {units}, so nothing was moved. Add a link line, or expect more parts.</source>
        <translation>Ingen anden sektor rører {units}, så intet blev flyttet. Tilføj en forbindelseslinje, eller forvent flere dele.</translation>
    </message>
    <message>
        <location filename="../core/plan/repair.py" line="230"/>
        <source>Had no sector: {units}. Joins {target} with residents {residents:,.0f}, workload {load:.2f}.</source>
        <translation>Uden sektor: {units}. Går til {target} med {residents:,.0f} beboere, belastning {load:.2f}.</translation>
    </message>
    <message>
        <location filename="../core/plan/repair.py" line="234"/>
        <source>Cut off from {source}: {units}. Joins {target}; residents who change officer {residents:,.0f}, workload {load:.2f}.</source>
        <translation>Afskåret fra {source}: {units}. Går til {target}; beboere, der skifter betjent: {residents:,.0f}, belastning {load:.2f}.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/comparison_areas.py" line="32"/>
        <source>“{one}” and “{other}” overlap on {common:.0f} m². An incident cannot count on both sides: cut the overlap out of one of them.</source>
        <translation>»{one}« og »{other}« overlapper med {common:.0f} m². En hændelse kan ikke tælle på begge sider: skær overlappet ud af en af dem.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/counts_table.py" line="62"/>
        <source>Layer “{layer}” needs the fields role, before and after (or percent alone). It has: {fields}.</source>
        <translation>Lag »{layer}« skal have felterne role, before og after (eller percent alene). Det har: {fields}.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/counts_table.py" line="72"/>
        <source>Layer “{layer}” has no row with the role “target”.</source>
        <translation>Lag »{layer}« har ingen række med rollen »target«.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/counts_table.py" line="117"/>
        <source>Layer “{layer}”, feature {fid}: “{text}” is no role. Use one of: {roles}.</source>
        <translation>Lag »{layer}«, objekt {fid}: »{text}« er ikke en rolle. Brug en af: {roles}.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/counts_table.py" line="125"/>
        <source>Layer “{layer}”, feature {fid}, field “{field}”: {value} is no count of incidents.</source>
        <translation>Lag »{layer}«, objekt {fid}, felt »{field}«: {value} er ikke et antal hændelser.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/counts_table.py" line="140"/>
        <source>Layer “{layer}”, feature {fid}: a count is missing. Give 0 where nothing happened.</source>
        <translation>Lag »{layer}«, objekt {fid}: et antal mangler. Angiv 0, hvor intet skete.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/importing.py" line="193"/>
        <source>There is no district “{name}” for the name “{written}”. Correct the alias.</source>
        <translation>Der er intet distrikt »{name}« til navnet »{written}«. Ret oversættelsen af navnet.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/importing.py" line="208"/>
        <source>“{part}” is no alias. Write: name in the table=district; other name=</source>
        <translation>»{part}« kan ikke læses. Skriv: navn i tabellen=distrikt; andet navn=</translation>
    </message>
    <message>
        <location filename="../core/safety/index/importing.py" line="240"/>
        <source>These names cannot be matched to a district safely:</source>
        <translation>Disse navne kan ikke sikkert knyttes til et distrikt:</translation>
    </message>
    <message>
        <location filename="../core/safety/index/importing.py" line="244"/>
        <source>“{name}”: perhaps {likely}?</source>
        <translation>»{name}«: måske {likely}?</translation>
    </message>
    <message>
        <location filename="../core/safety/index/importing.py" line="246"/>
        <source>“{name}”: like none of them.</source>
        <translation>»{name}«: ligner ingen af dem.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/importing.py" line="251"/>
        <source>Say which is meant (nothing after “=” leaves the rows out): {example}</source>
        <translation>Skriv, hvilket der menes (intet efter »=« udelader rækkerne): {example}</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/plan_report.py" line="43"/>
        <source>Give the first and last day of the periods before and after.</source>
        <translation>Angiv første og sidste dag i perioderne før og efter.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/plan_report.py" line="77"/>
        <source>After, if nothing changes</source>
        <translation>Efter, hvis intet ændrer sig</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/plan_report.py" line="81"/>
        <source>Days</source>
        <translation>Dage</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/plan_report.py" line="86"/>
        <source>Without a comparison area a drop can be seen but not laid to the initiative. Find one now.</source>
        <translation>Uden et sammenligningsområde kan et fald ses, men ikke tilskrives indsatsen. Find et nu.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/plan_report.py" line="91"/>
        <source>Keep the areas, the periods and the measure as they are registered.</source>
        <translation>Hold fast i områder, perioder og mål, som de er registreret.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/plan_report.py" line="92"/>
        <source>Do not look at the figures before the period after has ended.</source>
        <translation>Se ikke på tallene, før perioden efter er slut.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/plan_report.py" line="93"/>
        <source>Write down what else happens in both areas.</source>
        <translation>Skriv ned, hvad der ellers sker i begge områder.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/plan_report.py" line="97"/>
        <source>Evaluation registered beforehand</source>
        <translation>Evaluering registreret på forhånd</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/plan_report.py" line="100"/>
        <source>What could be seen</source>
        <translation>Hvad der kunne ses</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/plan_report.py" line="101"/>
        <source>Until then</source>
        <translation>Indtil da</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/plan_report.py" line="110"/>
        <source>With so few incidents not even their complete absence could be told from chance. Take a longer period, a larger area, or a measure with more incidents.</source>
        <translation>Med så få hændelser kunne end ikke et fuldstændigt stop skelnes fra tilfældet. Vælg en længere periode, et større område eller et mål med flere hændelser.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/plan_report.py" line="127"/>
        <source>Measure: all incidents.</source>
        <translation>Mål: alle hændelser.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/plan_report.py" line="128"/>
        <source>Measure: {measure}</source>
        <translation>Mål: {measure}</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="67"/>
        <source>Before and after, against a comparison, with what chance explains</source>
        <translation>Før og efter, holdt op mod en sammenligning, med det tilfældet forklarer</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="79"/>
        <source>Change, %</source>
        <translation>Ændring, %</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="80"/>
        <source>Incidents before that such a drop needs</source>
        <translation>Hændelser før, som et sådant fald kræver</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="83"/>
        <source>Percentages alone cannot be judged: 100 to 44 and 9 to 4 are both −56 %. What is needed are the numbers of incidents before and after, with the lengths of both periods, and the same for an area without the initiative.</source>
        <translation>Procenter alene kan ikke bedømmes: 100 til 44 og 9 til 4 er begge −56 %. Der skal bruges antal hændelser før og efter, med længden af begge perioder, og det samme for et område uden indsatsen.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="88"/>
        <source>The last column is how many incidents there must have been before, with periods of one length, for such a drop to be told from no change (95 % confidence, 80 % power).</source>
        <translation>Den sidste kolonne er, hvor mange hændelser der skulle have været før, med lige lange perioder, for at et sådant fald kan skelnes fra ingen ændring (95 % konfidens, 80 % styrke).</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="93"/>
        <source>What is missing</source>
        <translation>Hvad der mangler</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="101"/>
        <source>A difference is not a cause: something else may have happened in the same place and time.</source>
        <translation>En forskel er ikke en årsag: noget andet kan være sket på samme sted og tid.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="102"/>
        <source>Intervals hold for counts that vary like chance (Poisson); crime in series varies more.</source>
        <translation>Intervaller gælder antal, der varierer tilfældigt (Poisson); kriminalitet i serier varierer mere.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="103"/>
        <source>Recorded crime is not all crime; willingness to report may have changed.</source>
        <translation>Registreret kriminalitet er ikke al kriminalitet; lysten til at anmelde kan have ændret sig.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="104"/>
        <source>A choice of area, period or measure made after seeing the figures makes any result look better.</source>
        <translation>Vælges område, periode eller mål efter at have set tallene, ser ethvert resultat bedre ud.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="117"/>
        <source>Verdict</source>
        <translation>Konklusion</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="144"/>
        <source>In number, %</source>
        <translation>I antal, %</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="320"/>
        <source>Per month before</source>
        <translation>Pr. måned før</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="146"/>
        <source>Per month after</source>
        <translation>Pr. måned efter</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="147"/>
        <source>Per month, %</source>
        <translation>Pr. måned, %</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="154"/>
        <source>What was counted</source>
        <translation>Hvad der blev talt</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="198"/>
        <source>Rate ratio, after over before</source>
        <translation>Rateforhold, efter over før</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="210"/>
        <source>Weighted displacement difference</source>
        <translation>Vægtet forskydningsdifference</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="212"/>
        <source>Harm-weighted difference</source>
        <translation>Skadevægtet difference</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="203"/>
        <source>; ½ was added to each count since one is zero</source>
        <translation>; ½ blev lagt til hvert antal, da ét er nul</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="204"/>
        <source>Odds ratio (ad/bc)</source>
        <translation>Odds ratio (ad/bc)</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="213"/>
        <source>above 0: the surroundings gained too; below −1: more was displaced than gained</source>
        <translation>over 0: omgivelserne vandt også; under −1: mere blev forskudt, end der blev vundet</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="214"/>
        <source>Weighted displacement quotient</source>
        <translation>Vægtet forskydningskvotient</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="217"/>
        <source>incidents prevented in target and surroundings, negative where more happened</source>
        <translation>hændelser forebygget i indsatsområde og omgivelser; negativ, hvor der skete flere</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="218"/>
        <source>Total net effect</source>
        <translation>Samlet nettoeffekt</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="220"/>
        <source>Measure</source>
        <translation>Mål</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="221"/>
        <source>Estimate</source>
        <translation>Estimat</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="224"/>
        <source>How to read it</source>
        <translation>Sådan læses det</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="226"/>
        <source>Measures</source>
        <translation>Mål</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="244"/>
        <source>Incidents by month; the line is where the period after starts</source>
        <translation>Hændelser pr. måned; linjen viser, hvor perioden efter begynder</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="249"/>
        <source>start</source>
        <translation>start</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="251"/>
        <source>Month by month</source>
        <translation>Måned for måned</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="257"/>
        <source>Target area</source>
        <translation>Indsatsområde</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="258"/>
        <source>Comparison area</source>
        <translation>Sammenligningsområde</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="259"/>
        <source>Displacement area</source>
        <translation>Forskydningsområde</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="260"/>
        <source>Comparison of the displacement area</source>
        <translation>Sammenligning for forskydningsområdet</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="269"/>
        <source>Trend: before the start the target changed {change} a month relative to the comparison ({p}).</source>
        <translation>Udvikling: før start ændrede indsatsområdet sig {change} pr. måned i forhold til sammenligningen ({p}).</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="275"/>
        <source>Trend: not checked; it takes a comparison and at least {months} whole months with incidents.</source>
        <translation>Udvikling: ikke kontrolleret; det kræver en sammenligning og mindst {months} hele måneder med hændelser.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="282"/>
        <source>Season: both periods cover the same months of the year.</source>
        <translation>Årstid: begge perioder dækker de samme måneder af året.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="283"/>
        <source>Season: the periods cover different months of the year.</source>
        <translation>Årstid: perioderne dækker forskellige måneder af året.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="285"/>
        <source>What was true before</source>
        <translation>Hvad der gjaldt før</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="290"/>
        <source>Level: the later half of the time before was no higher than the earlier half.</source>
        <translation>Niveau: den sidste halvdel af tiden før var ikke højere end den første.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="291"/>
        <source>Level: the later half of the time before was higher than the earlier half ({p}). A return to the earlier level would be {expected}.</source>
        <translation>Niveau: den sidste halvdel af tiden før var højere end den første ({p}). En tilbagevenden til det tidligere niveau ville være {expected}.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="305"/>
        <source>The areas compared</source>
        <translation>De sammenlignede områder</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="314"/>
        <source>Areas that could serve for comparison</source>
        <translation>Områder, der kunne tjene som sammenligning</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="316"/>
        <source>No candidate is far enough from the target and has enough incidents to be judged.</source>
        <translation>Ingen kandidat er langt nok fra indsatsområdet og har hændelser nok til at blive bedømt.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="321"/>
        <source>Level against the target, %</source>
        <translation>Niveau i forhold til indsatsområdet, %</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="322"/>
        <source>Trend against the target, %</source>
        <translation>Udvikling i forhold til indsatsområdet, %</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="323"/>
        <source>Likeness, 0–100</source>
        <translation>Lighed, 0–100</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="326"/>
        <source>Choose by what you know of the places, and before you look at the time after.</source>
        <translation>Vælg efter dit kendskab til stederne, og før du ser på tiden efter.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="332"/>
        <source>Against what was registered</source>
        <translation>Holdt op mod registreringen</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="333"/>
        <source>“{title}” was registered on {day}.</source>
        <translation>»{title}« blev registreret den {day}.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="338"/>
        <source>The smallest drop that could be detected was {drop}; found was {change} per month.</source>
        <translation>Det mindste fald, der kunne påvises, var {drop}; der blev fundet {change} pr. måned.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="342"/>
        <source>Areas, periods, measure and the count before are as registered.</source>
        <translation>Områder, perioder, mål og antallet før er som registreret.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="345"/>
        <source>What</source>
        <translation>Hvad</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="346"/>
        <source>Registered</source>
        <translation>Registreret</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="347"/>
        <source>Now</source>
        <translation>Nu</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="349"/>
        <source>The run differs from the plan; what was changed after the figures were known weakens the result.</source>
        <translation>Kørslen afviger fra planen; det, der blev ændret, efter at tallene var kendt, svækker resultatet.</translation>
    </message>
    <message>
        <location filename="../core/crime/settings.py" line="243"/>
        <source>A period ends ({end}) before it starts ({start}). Swap the two days.</source>
        <translation>En periode slutter ({end}), før den begynder ({start}). Byt de to dage om.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/settings.py" line="65"/>
        <source>The confidence is a percentage from 50 to below 100.</source>
        <translation>Konfidensniveauet er en procent fra 50 til under 100.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/settings.py" line="35"/>
        <source>The width of the displacement ring cannot be negative.</source>
        <translation>Bredden af ringen til forskydning kan ikke være negativ.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/settings.py" line="37"/>
        <source>Give both periods, before and after, or neither.</source>
        <translation>Angiv begge perioder, før og efter, eller ingen.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/settings.py" line="39"/>
        <source>The periods overlap: before ends on {before}, after starts on {after}. An incident cannot count in both; let one end before the other starts.</source>
        <translation>Perioderne overlapper: før slutter den {before}, efter begynder den {after}. En hændelse kan ikke tælle i begge; lad den ene slutte, før den anden begynder.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/against_crime.py" line="119"/>
        <source>{outside} of {total} incidents lie outside the sectors, or have no place.</source>
        <translation>{outside} af {total} hændelser ligger uden for sektorerne eller har intet sted.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/index.py" line="63"/>
        <source>Layer “{layer}” has no safety districts.</source>
        <translation>Lag »{layer}« har ingen tryghedsdistrikter.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/index.py" line="96"/>
        <source>Layer “{layer}”: “{name}” has categories by several methods in {year}. Filter the layer to one method.</source>
        <translation>Lag »{layer}«: »{name}« har kategorier efter flere metoder i {year}. Filtrér laget til én metode.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/index.py" line="119"/>
        <source>Layer “{layer}”, feature {fid}, field “{field}”: “{value}” is none of the index's categories ({known}, or the Danish words). Correct it, or leave it empty where there is no data.</source>
        <translation>Lag »{layer}«, objekt {fid}, felt »{field}«: »{value}« er ingen af indeksets kategorier ({known}, eller de danske ord). Ret det, eller lad det stå tomt, hvor der ingen data er.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/index.py" line="137"/>
        <source>Layer “{layer}”, feature {fid}: the year (“{field}”) is missing. An edition needs its year.</source>
        <translation>Lag »{layer}«, objekt {fid}: året (»{field}«) mangler. En udgave skal have sit år.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/importing.py" line="111"/>
        <source>Name the field with the year, or give the year of all rows.</source>
        <translation>Vælg feltet med året, eller angiv året for alle rækker.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/importing.py" line="115"/>
        <source>Layer “{layer}”, feature {fid}, field “{field}”: the year is missing.</source>
        <translation>Lag »{layer}«, objekt {fid}, felt »{field}«: året mangler.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/importing.py" line="126"/>
        <source>Layer “{layer}”, feature {fid}, field “{field}”: “{value}” is none of the index's categories ({known}).</source>
        <translation>Lag »{layer}«, objekt {fid}, felt »{field}«: »{value}« er ingen af indeksets kategorier ({known}).</translation>
    </message>
    <message>
        <location filename="../core/safety/index/importing.py" line="152"/>
        <source>Layer “{layer}” has more than one row for “{name}” in {year}. Keep one.</source>
        <translation>Lag »{layer}« har mere end én række for »{name}« i {year}. Behold én.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/overlay.py" line="155"/>
        <source>Layer “{layer}”, field “{field}”: a number of residents is negative.</source>
        <translation>Lag »{layer}«, felt »{field}«: et antal beboere er negativt.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/overlay.py" line="164"/>
        <source>{outside:.0f} of {total:.0f} residents live outside the sectors.</source>
        <translation>{outside:.0f} af {total:.0f} beboere bor uden for sektorerne.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/overlay.py" line="253"/>
        <source>outside the index</source>
        <translation>uden for indekset</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="43"/>
        <source>Safety index by sector</source>
        <translation>Tryghedsindeks pr. sektor</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="44"/>
        <source>How much of each sector lies in which category of need for action</source>
        <translation>Hvor meget af hver sektor der ligger i hvilken kategori af behov for indsats</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="54"/>
        <source>The five categories have an order but no distance: they are never averaged.</source>
        <translation>De fem kategorier har en rækkefølge, men ingen afstand; der tages aldrig gennemsnit af dem.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="55"/>
        <source>A category describes a whole district; it says nothing of a street or an estate in it.</source>
        <translation>En kategori beskriver et helt distrikt; den siger intet om en gade eller en bebyggelse i det.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="56"/>
        <source>No data means that the index does not say, never that there is no need.</source>
        <translation>Ingen data betyder, at indekset intet siger, aldrig at der intet behov er.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="57"/>
        <source>Editions found by different methods are never compared, nor where the method is not named.</source>
        <translation>Udgaver fundet med forskellige metoder sammenlignes aldrig, heller ikke hvor metoden ikke er nævnt.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="62"/>
        <source>Index edition</source>
        <translation>Indeksets udgave</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="62"/>
        <source>year not given</source>
        <translation>år ikke oplyst</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="64"/>
        <source>Index method</source>
        <translation>Indeksets metode</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="173"/>
        <source>not given</source>
        <translation>ikke angivet</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="106"/>
        <source>The layer has no categories, so every sector is without data. The districts are named below with their shares: {names}.</source>
        <translation>Laget har ingen kategorier, så alle sektorer er uden data. Distrikterne nævnes nedenfor med deres andele: {names}.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="113"/>
        <source>Districts without a category in this edition: {names}.</source>
        <translation>Distrikter uden kategori i denne udgave: {names}.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="115"/>
        <source>Dominant category</source>
        <translation>Dominerende kategori</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="118"/>
        <source>Dominant</source>
        <translation>Dominerende</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="119"/>
        <source>Worst</source>
        <translation>Værste</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="121"/>
        <source>No data</source>
        <translation>Ingen data</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="136"/>
        <source>Districts of the index</source>
        <translation>Indeksets distrikter</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="138"/>
        <source>Need for action</source>
        <translation>Behov for indsats</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="145"/>
        <source>Percent of the sector&apos;s area</source>
        <translation>Procent af sektorens areal</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="147"/>
        <source>Percent of the sector&apos;s residents</source>
        <translation>Procent af sektorens beboere</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="148"/>
        <source>Percent of the sector&apos;s residents; of its area where nobody lives</source>
        <translation>Procent af sektorens beboere; af dens areal, hvor ingen bor</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="153"/>
        <source>Change since the edition before</source>
        <translation>Ændring siden forrige udgave</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="155"/>
        <source>There is no earlier edition to compare with.</source>
        <translation>Der er ingen tidligere udgave at sammenligne med.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="157"/>
        <source>The edition of {year} cannot be compared with this one: the methods differ or are not named, or one of them has no data.</source>
        <translation>Udgaven fra {year} kan ikke sammenlignes med denne: metoderne er forskellige eller ikke nævnt, eller en af dem har ingen data.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="164"/>
        <source>less need</source>
        <translation>mindre behov</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="165"/>
        <source>greater need</source>
        <translation>større behov</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="166"/>
        <source>both ways</source>
        <translation>begge veje</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="167"/>
        <source>unchanged</source>
        <translation>uændret</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="168"/>
        <source>cannot be compared</source>
        <translation>kan ikke sammenlignes</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="172"/>
        <source>Since {year}</source>
        <translation>Siden {year}</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="173"/>
        <source>Less need, %</source>
        <translation>Mindre behov, %</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="174"/>
        <source>Greater need, %</source>
        <translation>Større behov, %</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="175"/>
        <source>Unchanged, %</source>
        <translation>Uændret, %</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="181"/>
        <source>Percent of the sector whose category moved; what is missing to 100 cannot be compared.</source>
        <translation>Procent af sektoren, hvis kategori ændrede sig; hvad der mangler i 100, kan ikke sammenlignes.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="187"/>
        <source>The index against recorded crime</source>
        <translation>Indekset mod den registrerede kriminalitet</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="190"/>
        <source>View</source>
        <translation>Billede</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="191"/>
        <source>Feels unsafe, %</source>
        <translation>Føler sig utrygge, %</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="193"/>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="208"/>
        <source>Feels unsafe: at least half of what has data lies in a category of intensified or strong need. Much crime: a rate above that of all sectors together, per 1,000 residents (per square km without a population layer). Nothing is said where most is without data, or where fewer than {few} incidents would decide it.</source>
        <translation>Føler sig utrygge: mindst halvdelen af det, der har data, ligger i kategorien intensiveret eller markant behov. Megen kriminalitet: en rate over raten for alle sektorer tilsammen, pr. 1.000 beboere (pr. km² uden befolkningslag). Intet siges, hvor det meste er uden data, eller hvor færre end {few} hændelser ville afgøre det.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="219"/>
        <source>Upward is greater need. A line joins two editions only where the district has data in both, found by the same named method; a gap is an edition without data.</source>
        <translation>Opad er større behov. En linje forbinder kun to udgaver, hvor distriktet har data i begge, fundet med samme navngivne metode; et hul er en udgave uden data.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="227"/>
        <source>Category, greatest need first</source>
        <translation>Kategori, største behov først</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="230"/>
        <source>Values behind the categories, as given; one scale for each method, from zero.</source>
        <translation>Værdierne bag kategorierne, som de er angivet; én skala for hver metode, fra nul.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="232"/>
        <source>All editions by district</source>
        <translation>Alle udgaver pr. distrikt</translation>
    </message>
    <message>
        <location filename="../core/safety/index/settings.py" line="48"/>
        <source>The least share is a percentage from 0 to below 50.</source>
        <translation>Den mindste andel er en procent fra 0 til under 50.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/settings.py" line="50"/>
        <source>“{category}” is not a category. Choose one of: {known}.</source>
        <translation>»{category}« er ikke en kategori. Vælg en af: {known}.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/settings.py" line="54"/>
        <source>An edition cannot be compared with itself. Choose two different years.</source>
        <translation>En udgave kan ikke sammenlignes med sig selv. Vælg to forskellige år.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/trend.py" line="75"/>
        <source>Categories by edition and district</source>
        <translation>Kategorier efter udgave og distrikt</translation>
    </message>
    <message>
        <location filename="../core/safety/index/trend.py" line="89"/>
        <source>Values by edition and district</source>
        <translation>Værdier efter udgave og distrikt</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/evaluation.py" line="193"/>
        <source>The comparison area has no incidents in either period; it says nothing.</source>
        <translation>Sammenligningsområdet har ingen hændelser i nogen af perioderne; det siger intet.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/evaluation.py" line="241"/>
        <source>{unknown} of {total} incidents have no readable time and count nowhere.</source>
        <translation>{unknown} af {total} hændelser har ingen læsbar tid og tælles ikke med.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/evaluation.py" line="289"/>
        <source>The target area has no extent. Draw it as a polygon.</source>
        <translation>Indsatsområdet har ingen udstrækning. Tegn det som polygon.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="267"/>
        <source>No incident has a readable time. Choose the field with the times.</source>
        <translation>Ingen hændelse har en læsbar tid. Vælg feltet med tiderne.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/evaluation.py" line="313"/>
        <source>The incidents are from {first} to {last}; none lies in the periods {before} or {after}.</source>
        <translation>Hændelserne er fra {first} til {last}; ingen ligger i perioderne {before} eller {after}.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/preregistration.py" line="77"/>
        <source>The file is no registration of an evaluation. Choose the one that “planevaluation” wrote.</source>
        <translation>Filen er ikke en registrering af en evaluering. Vælg den, som »planevaluation« skrev.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/preregistration.py" line="108"/>
        <source>Period before</source>
        <translation>Perioden før</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/preregistration.py" line="109"/>
        <source>Period after</source>
        <translation>Perioden efter</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/preregistration.py" line="110"/>
        <source>Which incidents count</source>
        <translation>Hvilke hændelser der tæller</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/preregistration.py" line="111"/>
        <source>Incidents before</source>
        <translation>Hændelser før</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/preregistration.py" line="125"/>
        <source>{share:.0f} % in common</source>
        <translation>{share:.0f} % til fælles</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="148"/>
        <source>The layer of exposed areas is empty.</source>
        <translation>Laget med udsatte områder er tomt.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="151"/>
        <source>Exposed areas number {rows} have no name. Give them one, or choose another field.</source>
        <translation>Udsatte områder nummer {rows} har intet navn. Giv dem et, eller vælg et andet felt.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="269"/>
        <source>No incident lies in {quarter}; the incidents are from {first} to {last}.</source>
        <translation>Ingen hændelse ligger i {quarter}; hændelserne er fra {first} til {last}.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="354"/>
        <source>+2 where the rate per resident is clearly above twice that of the rest of the station, +1 where above it</source>
        <translation>+2, hvor raten pr. beboer klart er mere end dobbelt så høj som i resten af stationen, +1, hvor den klart er højere</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="358"/>
        <source>+1 where incidents are clearly more than in the same quarter a year ago</source>
        <translation>+1, hvor der klart er flere hændelser end i samme kvartal året før</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="359"/>
        <source>+1 where at least {few} incidents are gang-related</source>
        <translation>+1, hvor mindst {few} hændelser er banderelaterede</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="360"/>
        <source>+1 where gang-related incidents are clearly more than a year ago</source>
        <translation>+1, hvor der klart er flere banderelaterede hændelser end året før</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="361"/>
        <source>Clearly: the whole interval lies on that side. 0 low, 1 moderate, 2–3 raised, 4 or more high.</source>
        <translation>Klart: hele intervallet ligger på den side. 0 lav, 1 moderat, 2–3 forhøjet, 4 eller flere høj.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="364"/>
        <source>Too few to say: fewer than {few} incidents now and a year ago.</source>
        <translation>For få til at sige noget: færre end {few} hændelser nu og året før.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="372"/>
        <source>fewer than {few} incidents</source>
        <translation>færre end {few} hændelser</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="376"/>
        <source>rate clearly above twice that of the rest of the station</source>
        <translation>raten er klart mere end dobbelt så høj som i resten af stationen</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="378"/>
        <source>rate clearly above that of the rest of the station</source>
        <translation>raten er klart højere end i resten af stationen</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="380"/>
        <source>clearly more incidents than a year ago</source>
        <translation>klart flere hændelser end året før</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="382"/>
        <source>{count} gang-related incidents</source>
        <translation>{count} banderelaterede hændelser</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="384"/>
        <source>clearly more gang-related incidents than a year ago</source>
        <translation>klart flere banderelaterede hændelser end året før</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/assessment.py" line="388"/>
        <source>nothing stands out clearly</source>
        <translation>intet skiller sig klart ud</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/tables.py" line="83"/>
        <source>Layer “{layer}” needs the fields area, quarter and text; missing: {fields}.</source>
        <translation>Lag »{layer}« skal have felterne area, quarter og text; der mangler: {fields}.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="47"/>
        <source>Threat assessment of exposed areas</source>
        <translation>Trusselsvurdering af udsatte områder</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="48"/>
        <source>{quarter}: {period}</source>
        <translation>{quarter}: {period}</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="60"/>
        <source>Level</source>
        <translation>Niveau</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="62"/>
        <source>Gang-related</source>
        <translation>Banderelaterede</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="63"/>
        <source>Per 1,000 residents</source>
        <translation>Pr. 1.000 beboere</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="64"/>
        <source>Quarter before</source>
        <translation>Kvartalet før</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="65"/>
        <source>A year ago</source>
        <translation>Året før</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="80"/>
        <source>Levels</source>
        <translation>Niveauer</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="89"/>
        <source>At a glance</source>
        <translation>Med ét blik</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="99"/>
        <source>no data so far back</source>
        <translation>ingen data så langt tilbage</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="101"/>
        <source>{count}: too few to say</source>
        <translation>{count}: for få til at sige noget</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="103"/>
        <source>{count}: no percentage</source>
        <translation>{count}: ingen procent</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="105"/>
        <source>{count}: {change} ({low} to {high})</source>
        <translation>{count}: {change} ({low} til {high})</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="118"/>
        <source>Level: {level}. Why: {reasons}.</source>
        <translation>Niveau: {level}. Begrundelse: {reasons}.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="127"/>
        <source>Scenes: {scenes}.</source>
        <translation>Gerningssteder: {scenes}.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="129"/>
        <source>When: incidents by weekday and time of day, uncertain times spread over their span</source>
        <translation>Hvornår: hændelser efter ugedag og tid på døgnet; usikre tider er fordelt over deres spænd</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="132"/>
        <source>When: too few incidents with a known time to say.</source>
        <translation>Hvornår: for få hændelser med kendt tid til at sige noget.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="137"/>
        <source>not known</source>
        <translation>ikke kendt</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="141"/>
        <source>{rate} ({low} to {high})</source>
        <translation>{rate} ({low} til {high})</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="145"/>
        <source>{rate} times ({low} to {high})</source>
        <translation>{rate} gange ({low} til {high})</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="147"/>
        <source>Sector: {sector}</source>
        <translation>Sektor: {sector}</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="148"/>
        <source>Residents: {count}</source>
        <translation>Beboere: {count}</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="149"/>
        <source>Incidents: {count}</source>
        <translation>Hændelser: {count}</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="150"/>
        <source>Per 1,000 residents: {rate}</source>
        <translation>Pr. 1.000 beboere: {rate}</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="151"/>
        <source>Rate against the rest of the station: {against}</source>
        <translation>Rate i forhold til resten af stationen: {against}</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="152"/>
        <source>Quarter before: {change}</source>
        <translation>Kvartalet før: {change}</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="153"/>
        <source>Same quarter a year ago: {change}</source>
        <translation>Samme kvartal året før: {change}</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="156"/>
        <source>Gang-related: {count}</source>
        <translation>Banderelaterede: {count}</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="158"/>
        <source>Gang-related a year ago: {change}</source>
        <translation>Banderelaterede året før: {change}</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="165"/>
        <source>No incidents in the quarter.</source>
        <translation>Ingen hændelser i kvartalet.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="170"/>
        <source>Of its sector&apos;s, %</source>
        <translation>Af sektorens, %</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="171"/>
        <source>Of the station&apos;s, %</source>
        <translation>Af stationens, %</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="182"/>
        <source>Assessment by the analyst: {text}</source>
        <translation>Analytikerens vurdering: {text}</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="183"/>
        <source>nothing written yet</source>
        <translation>intet skrevet endnu</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="190"/>
        <source>How the level is given</source>
        <translation>Sådan gives niveauet</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="195"/>
        <source>These are recorded incidents at the place recorded; not all crime is, and some places stand for others.</source>
        <translation>Dette er registrerede hændelser på det registrerede sted; ikke al kriminalitet registreres, og nogle steder står for andre.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="199"/>
        <source>An incident whose time is uncertain counts on its earliest possible day.</source>
        <translation>En hændelse med usikker tid tæller på sin tidligst mulige dag.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="200"/>
        <source>Intervals hold for counts that vary like chance; crime in series varies more.</source>
        <translation>Intervaller gælder antal, der varierer tilfældigt; kriminalitet i serier varierer mere.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="203"/>
        <source>Gang-related means: {filter}. What was not entered as such is not counted.</source>
        <translation>Banderelateret betyder: {filter}. Hvad der ikke er registreret sådan, tælles ikke.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/report.py" line="207"/>
        <source>Nobody said which incidents are gang-related; the level knows nothing of gangs.</source>
        <translation>Det er ikke angivet, hvilke hændelser der er banderelaterede; niveauet ved intet om bander.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/settings.py" line="50"/>
        <source>“{text}” is no quarter. Write it as 2026-Q3.</source>
        <translation>»{text}« er ikke et kvartal. Skriv det som 2026-Q3.</translation>
    </message>
    <message>
        <location filename="../core/safety/threat/settings.py" line="67"/>
        <source>“{quarter}” is no quarter that incidents can lie in.</source>
        <translation>»{quarter}« er ikke et kvartal, hændelser kan ligge i.</translation>
    </message>
    <message>
        <location filename="../core/sample/given_units.py" line="39"/>
        <source>Layer “{layer}” has no polygon with an area. Choose the layer of planning units.</source>
        <translation>Lag »{layer}« har ingen polygon med et areal. Vælg laget med planenheder.</translation>
    </message>
    <message>
        <location filename="../core/sample/given_units.py" line="42"/>
        <source>Layer “{layer}”: {count} units without an area get no incidents.</source>
        <translation>Lag »{layer}«: enheder uden areal, som ingen hændelser får: {count}.</translation>
    </message>
    <message>
        <location filename="../core/sample/given_units.py" line="64"/>
        <source>Layer “{layer}” has no population (a field called {fields}); incidents are spread by area instead.</source>
        <translation>Lag »{layer}« har ingen befolkning (et felt ved navn {fields}); hændelser fordeles efter areal i stedet.</translation>
    </message>
    <message>
        <location filename="../core/sample/given_units.py" line="85"/>
        <source>Sectors per district name {unknown}, but field “{field}” of layer “{layer}” has: {names}. Use its names.</source>
        <translation>Sektorer pr. distrikt nævner {unknown}, men felt »{field}« i lag »{layer}« har: {names}. Brug dets navne.</translation>
    </message>
    <message>
        <location filename="../core/sample/given_units.py" line="94"/>
        <source>Sectors were shared out by residents: {sectors}.</source>
        <translation>Sektorer blev fordelt efter beboere: {sectors}.</translation>
    </message>
    <message>
        <location filename="../core/sample/settings.py" line="26"/>
        <source>The seed is {seed}. Give a whole number of zero or more.</source>
        <translation>Startværdien er {seed}. Angiv et helt tal på nul eller derover.</translation>
    </message>
    <message>
        <location filename="../core/sample/settings.py" line="29"/>
        <source>{count} planning units were asked for. Give a number from {low} to {high}.</source>
        <translation>Der blev bedt om {count} planenheder. Angiv et tal fra {low} til {high}.</translation>
    </message>
    <message>
        <location filename="../core/sample/settings.py" line="32"/>
        <source>{count} sectors were asked for. Give at most {most} in all.</source>
        <translation>Der blev bedt om {count} sektorer. Angiv højst {most} i alt.</translation>
    </message>
    <message>
        <location filename="../core/plan/sectors.py" line="55"/>
        <source>Layer “{layer}”: no unit has a sector. Choose the field that holds the plan.</source>
        <translation>Lag »{layer}«: ingen enhed har en sektor. Vælg feltet med planen.</translation>
    </message>
    <message>
        <location filename="../core/plan/sectors.py" line="88"/>
        <source>Sector {id}</source>
        <translation>Sektor {id}</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="278"/>
        <source>Shift</source>
        <translation>Vagt</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="288"/>
        <source>Hour</source>
        <translation>Time</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="289"/>
        <source>Incidents a weekday</source>
        <translation>Hændelser pr. hverdag</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="290"/>
        <source>Officers present</source>
        <translation>Betjente til stede</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="291"/>
        <source>Incidents an officer</source>
        <translation>Hændelser pr. betjent</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="293"/>
        <source>Share of the day from 07 to 23, percent, by hour</source>
        <translation>Andel af dagen fra 07 til 23, procent, pr. time</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="296"/>
        <source>incidents</source>
        <translation>hændelser</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="297"/>
        <source>officer hours</source>
        <translation>betjenttimer</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="299"/>
        <source>Of the weekdays&apos; incidents {outside} fall between 23 and 07, and {weekend} of all on Saturdays and Sundays: this pattern does not cover them.</source>
        <translation>Af hverdagenes hændelser ligger {outside} mellem 23 og 07, og {weekend} af alle ligger på lørdage og søndage: dem dækker dette mønster ikke.</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="305"/>
        <source>{officers} officers on duty on a weekday.</source>
        <translation>Betjente på vagt på en hverdag: {officers}.</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="307"/>
        <source>Shifts on weekdays, 07 to 23</source>
        <translation>Vagter på hverdage, 07 til 23</translation>
    </message>
    <message>
        <location filename="../core/staffing/allocation.py" line="171"/>
        <source>Two officers on duty are the least that can cover 07 to 23.</source>
        <translation>Der skal mindst to betjente på vagt til at dække 07 til 23.</translation>
    </message>
    <message>
        <location filename="../core/staffing/allocation.py" line="174"/>
        <source>No incident falls on a weekday from 07 to 23; there is nothing to plan by.</source>
        <translation>Ingen hændelse ligger på en hverdag fra 07 til 23; der er intet at planlægge efter.</translation>
    </message>
    <message>
        <location filename="../core/logbook/sector_sets.py" line="187"/>
        <source>Layer “{layer}” has sector {number} twice. Dissolve the units into sectors first.</source>
        <translation>Lag »{layer}« har sektor {number} to gange. Smelt først enhederne sammen til sektorer.</translation>
    </message>
    <message>
        <location filename="../core/logbook/sector_sets.py" line="197"/>
        <source>Give the sector set an edition, such as 2026-1.</source>
        <translation>Giv sektorsættet en udgave som 2026-1.</translation>
    </message>
    <message>
        <location filename="../core/logbook/sector_sets.py" line="203"/>
        <source>The database has a sector set “{name}” already. Choose another edition.</source>
        <translation>Databasen har allerede et sektorsæt »{name}«. Vælg en anden udgave.</translation>
    </message>
    <message>
        <location filename="../core/logbook/sector_sets.py" line="207"/>
        <source>Sector set “{name}” begins on {start}. Choose a later first day.</source>
        <translation>Sektorsættet »{name}« begynder den {start}. Vælg en senere første dag.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="34"/>
        <source>The spreadsheet could not compute this cell. Correct its formula.</source>
        <translation>Regnearket kunne ikke beregne denne celle. Ret dens formel.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="36"/>
        <source>A letter was lost when the file was saved. Save it again as UTF-8.</source>
        <translation>Et bogstav gik tabt, da filen blev gemt. Gem den igen som UTF-8.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="47"/>
        <source>The text has {found} characters. Shorten it to {length}.</source>
        <translation>Teksten har {found} tegn. Forkort den til {length}.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="50"/>
        <source>The text looks like a formula. Write the value itself.</source>
        <translation>Teksten ligner en formel. Skriv selve værdien.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="52"/>
        <source>The text holds web page code. Write plain text.</source>
        <translation>Teksten rummer websidekode. Skriv ren tekst.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="64"/>
        <source>The text has a line break. Write it on one line.</source>
        <translation>Teksten har et linjeskift. Skriv den på én linje.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="74"/>
        <source>Write at most 40 letters, digits, full stops and hyphens.</source>
        <translation>Skriv højst 40 bogstaver, cifre, punktummer og bindestreger.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="81"/>
        <source>The spreadsheet has shortened the number. Format the column as text.</source>
        <translation>Regnearket har forkortet tallet. Formatér kolonnen som tekst.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="87"/>
        <source>A Danish number has eight digits, such as +4520000000.</source>
        <translation>Et dansk nummer har otte cifre, som +4520000000.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="88"/>
        <source>Write eight digits, or + with the country code, such as +4520000000.</source>
        <translation>Skriv otte cifre, eller + med landekode, som +4520000000.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="95"/>
        <source>Write one e-mail address, such as name@example.org.</source>
        <translation>Skriv én e-mailadresse, som navn@example.org.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="116"/>
        <source>The year is {year}. Write it with four digits.</source>
        <translation>Året er {year}. Skriv det med fire cifre.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="114"/>
        <source>There is no such day. Write day-month-year, such as 31-01-2026.</source>
        <translation>Den dag findes ikke. Skriv dag-måned-år som 31-01-2026.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="110"/>
        <source>Write the day as 31-01-2026 or 2026-01-31.</source>
        <translation>Skriv dagen som 31-01-2026 eller 2026-01-31.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="147"/>
        <source>Write yes or no.</source>
        <translation>Skriv ja eller nej.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="160"/>
        <source>Write a number, such as 55,71 or 55.71.</source>
        <translation>Skriv et tal som 55,71 eller 55.71.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="172"/>
        <source>Choose one of: {allowed}.</source>
        <translation>Vælg en af: {allowed}.</translation>
    </message>
    <message>
        <location filename="../core/base/sheets.py" line="37"/>
        <source>File “{file}” is larger than 50 MB. Split it.</source>
        <translation>Fil »{file}« er større end 50 MB. Del den.</translation>
    </message>
    <message>
        <location filename="../core/base/sheets.py" line="49"/>
        <source>File “{file}”, line {line}: {reason}. Save it again from the spreadsheet as CSV.</source>
        <translation>Fil »{file}«, linje {line}: {reason}. Gem den igen som CSV fra regnearket.</translation>
    </message>
    <message>
        <location filename="../core/base/sheets.py" line="52"/>
        <source>File “{file}” is empty. It needs headings in its first row.</source>
        <translation>Fil »{file}« er tom. Den skal have overskrifter i første række.</translation>
    </message>
    <message>
        <location filename="../core/base/sheets.py" line="62"/>
        <source>File “{file}” is no text file. Save it as CSV or XLSX.</source>
        <translation>Fil »{file}« er ikke en tekstfil. Gem den som CSV eller XLSX.</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="55"/>
        <source>The sector already has a responsible officer on one of these days. End the earlier assignment first, or choose another role.</source>
        <translation>Sektoren har allerede en sektoransvarlig betjent på en af disse dage. Afslut den tidligere tildeling først, eller vælg en anden rolle.</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="60"/>
        <source>Another sector set is adopted on one of these days. End it first, or keep this one a draft.</source>
        <translation>Et andet sektorsæt er vedtaget på en af disse dage. Afslut det først, eller lad dette være et udkast.</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="63"/>
        <source>The last day is before the first. Correct the dates.</source>
        <translation>Den sidste dag ligger før den første. Ret datoerne.</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="65"/>
        <source>A row with the same key is there already. Change that one instead.</source>
        <translation>En række med samme nøgle findes allerede. Ret den i stedet.</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="66"/>
        <source>A row refers to another that is not there, or that others still refer to. Correct the reference.</source>
        <translation>En række henviser til en anden, der ikke findes, eller som andre stadig henviser til. Ret henvisningen.</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="70"/>
        <source>A required field is empty. Fill it in.</source>
        <translation>Et påkrævet felt er tomt. Udfyld det.</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="71"/>
        <source>A text is too long, or one that is required is empty. Correct it.</source>
        <translation>En tekst er for lang, eller en påkrævet tekst er tom. Ret den.</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="72"/>
        <source>A value is not in its list. Choose one from the list.</source>
        <translation>En værdi står ikke på sin liste. Vælg en fra listen.</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="73"/>
        <source>You may read this but not change it. Ask the owner of the database for the editor&apos;s role.</source>
        <translation>Du må læse dette, men ikke ændre det. Bed databasens ejer om redaktørrollen.</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="76"/>
        <source>The file can only be read. Make it writable, or use a copy.</source>
        <translation>Filen kan kun læses. Gør den skrivbar, eller brug en kopi.</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="78"/>
        <source>Someone else is writing to the file. Try again in a moment.</source>
        <translation>En anden skriver i filen. Prøv igen om et øjeblik.</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="90"/>
        <source>The database refused the change: {reason}</source>
        <translation>Databasen afviste ændringen: {reason}</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="115"/>
        <source>“{database}” has version {found} of the schema; this plugin knows {known}. Update the plugin.</source>
        <translation>»{database}« har version {found} af skemaet; dette plugin kender {known}. Opdatér pluginet.</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="122"/>
        <source>“{database}” is no sector database, and holds other tables: {tables}. Choose another place.</source>
        <translation>»{database}« er ikke en sektordatabase og rummer andre tabeller: {tables}. Vælg et andet sted.</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="138"/>
        <source>“{database}” has version {found} of the sector database; this plugin needs {known}. Run “Create sector database” on it: that brings it up to date and keeps its data.</source>
        <translation>»{database}« har version {found} af sektordatabasen; dette plugin kræver {known}. Kør »Opret sektordatabase« på den: det bringer den ajour og bevarer dens data.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier.py" line="91"/>
        <source>There is no sector {number} on {day}. There are: {known}.</source>
        <translation>Der er ingen sektor {number} den {day}. Der er: {known}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier.py" line="111"/>
        <source>The area is empty. Draw a polygon.</source>
        <translation>Området er tomt. Tegn en polygon.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier.py" line="117"/>
        <source>The area touches no sector of the set adopted on that day. Draw it elsewhere.</source>
        <translation>Området rører ingen sektor i det sæt, der gælder den dag. Tegn det et andet sted.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="325"/>
        <source>Map of the sector and its neighbours</source>
        <translation>Kort over sektoren og dens naboer</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="32"/>
        <source>Handover of sector {name}</source>
        <translation>Overdragelse af sektor {name}</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="34"/>
        <source>Situation brief</source>
        <translation>Situationsbillede</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="57"/>
        <source>Open actions</source>
        <translation>Åbne handlinger</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="58"/>
        <source>Parties of interest</source>
        <translation>Interessenter</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="59"/>
        <source>Initiatives and exposed housing areas</source>
        <translation>Indsatser og udsatte boligområder</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="60"/>
        <source>Requests and spots to be mended</source>
        <translation>Henvendelser og forhold, der skal udbedres</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="68"/>
        <source>Sector log</source>
        <translation>Sektorlog</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="35"/>
        <source>{count} log entries are withheld: restricted, or with words on handled sources.</source>
        <translation>Udeladte logposter: {count} (begrænset adgang, eller ord om førte kilder).</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="284"/>
        <source>Day</source>
        <translation>Dag</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="131"/>
        <source>Edition</source>
        <translation>Udgave</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="284"/>
        <source>Sector database</source>
        <translation>Sektordatabase</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="47"/>
        <source>Shows what was logged; what nobody wrote down is not here.</source>
        <translation>Viser, hvad der er logget; hvad ingen skrev ned, er ikke her.</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="293"/>
        <source>Internal</source>
        <translation>Internt</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="74"/>
        <source>Orange: open log entries and spots. Red: requests.</source>
        <translation>Orange: åbne logposter og forhold. Rød: henvendelser.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="98"/>
        <source>Sector {title}: {residents} residents, {officers} officers</source>
        <translation>Sektor {title}: beboere {residents}, betjente {officers}</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="105"/>
        <source>; {share} % of the drawn area</source>
        <translation>; {share} % af det tegnede område</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="82"/>
        <source>The area has {size} hectares.</source>
        <translation>Området er på {size} hektar.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="87"/>
        <source>Most logged in a year: {groups}.</source>
        <translation>Mest logget på et år: {groups}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="90"/>
        <source>Nothing is logged this quarter of: {groups}. Quiet citizens are overlooked easily.</source>
        <translation>I dette kvartal er intet logget om: {groups}. Stille borgere overses let.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="128"/>
        <source>away</source>
        <translation>fraværende</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="138"/>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="172"/>
        <source>Name</source>
        <translation>Navn</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="222"/>
        <source>Telephone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="223"/>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="136"/>
        <source>Nobody is assigned on this day.</source>
        <translation>Ingen er tildelt på denne dag.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="147"/>
        <source>Sector {number} has no responsible officer on this day.</source>
        <translation>Sektor {number} har ingen sektoransvarlig betjent på denne dag.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="158"/>
        <source>Responsible officer</source>
        <translation>Sektoransvarlig betjent</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="161"/>
        <source>Reason</source>
        <translation>Begrundelse</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="176"/>
        <source>Shared border, km</source>
        <translation>Fælles grænse, km</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="177"/>
        <source>Officer</source>
        <translation>Betjent</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="174"/>
        <source>No neighbours with a shared border.</source>
        <translation>Ingen naboer med fælles grænse.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="183"/>
        <source>Cover: sector {number} has the longest shared border and an officer present, {name}.</source>
        <translation>Dækning: sektor {number} har den længste fælles grænse og en betjent til stede, {name}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="196"/>
        <source>Due on</source>
        <translation>Frist</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="297"/>
        <source>Target group</source>
        <translation>Målgruppe</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="276"/>
        <source>Place</source>
        <translation>Sted</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="299"/>
        <source>Challenge</source>
        <translation>Udfordring</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="200"/>
        <source>Action</source>
        <translation>Handling</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="201"/>
        <source>Next step</source>
        <translation>Næste skridt</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="195"/>
        <source>Nothing is open.</source>
        <translation>Intet er åbent.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="209"/>
        <source>The first {shown} of {count} are shown; the rest is in the sector database.</source>
        <translation>De første {shown} af {count} vises; resten er i sektordatabasen.</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="137"/>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="221"/>
        <source>Contact person</source>
        <translation>Kontaktperson</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="218"/>
        <source>No parties of interest are noted.</source>
        <translation>Der er ikke noteret nogen interessenter.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="248"/>
        <source>Goal</source>
        <translation>Mål</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="249"/>
        <source>Evaluation</source>
        <translation>Evaluering</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="243"/>
        <source>No initiative is running.</source>
        <translation>Ingen indsats er i gang.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="254"/>
        <source>Exposed housing area</source>
        <translation>Udsat boligområde</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="256"/>
        <source>Threat assessment</source>
        <translation>Trusselsvurdering</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="253"/>
        <source>No exposed housing area lies here.</source>
        <translation>Her ligger intet udsat boligområde.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="273"/>
        <source>Request</source>
        <translation>Henvendelse</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="130"/>
        <source>Received</source>
        <translation>Modtaget</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="301"/>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="272"/>
        <source>No request waits.</source>
        <translation>Ingen henvendelse venter.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="282"/>
        <source>Found on</source>
        <translation>Fundet den</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="283"/>
        <source>Spot</source>
        <translation>Forhold</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="285"/>
        <source>Description</source>
        <translation>Beskrivelse</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="286"/>
        <source>Who mends it</source>
        <translation>Udbedres af</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="281"/>
        <source>No spot waits to be mended.</source>
        <translation>Ingen forhold venter på udbedring.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="296"/>
        <source>Date</source>
        <translation>Dato</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="298"/>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="300"/>
        <source>Progress</source>
        <translation>Fremdrift</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="295"/>
        <source>Nothing is logged.</source>
        <translation>Intet er logget.</translation>
    </message>
    <message>
        <location filename="../core/logbook/duty.py" line="86"/>
        <source>No sector set is adopted on {day}. Choose another day, or adopt a set first.</source>
        <translation>Intet sektorsæt gælder den {day}. Vælg en anden dag, eller vedtag først et sæt.</translation>
    </message>
    <message>
        <location filename="../core/logbook/duty.py" line="89"/>
        <source>Sector set “{name}” has no sector {number}; it has {numbers}.</source>
        <translation>Sektorsættet »{name}« har ingen sektor {number}; det har {numbers}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/handbook.py" line="116"/>
        <source>Compiled</source>
        <translation>Samlet</translation>
    </message>
    <message>
        <location filename="../core/logbook/handbook.py" line="117"/>
        <source>Edition of the fixed part</source>
        <translation>Den faste dels udgave</translation>
    </message>
    <message>
        <location filename="../core/logbook/handbook.py" line="121"/>
        <source>Changes marked since</source>
        <translation>Ændringer mærket siden</translation>
    </message>
    <message>
        <location filename="../core/logbook/handbook.py" line="125"/>
        <source>{count} contributions wait for review and are not shown.</source>
        <translation>Bidrag, der venter på gennemsyn og ikke vises: {count}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/handbook.py" line="127"/>
        <source>Handbook: Your Police Officer</source>
        <translation>Håndbog: Din betjent</translation>
    </message>
    <message>
        <location filename="../core/base/sql.py" line="50"/>
        <source>“{name}” cannot be the name of a table or field.</source>
        <translation>»{name}« kan ikke være navnet på en tabel eller et felt.</translation>
    </message>
    <message>
        <location filename="../core/base/sql.py" line="74"/>
        <source>A text holds a sign that cannot be stored: {text}. Remove it.</source>
        <translation>En tekst rummer et tegn, der ikke kan gemmes: {text}. Fjern det.</translation>
    </message>
    <message>
        <location filename="../core/imports/officers.py" line="112"/>
        <source>The same row stands further up. Remove one.</source>
        <translation>Samme række står længere oppe. Fjern den ene.</translation>
    </message>
    <message>
        <location filename="../core/imports/officers.py" line="115"/>
        <source>Row {row} says “{value}” for the same officer. Make them agree.</source>
        <translation>Række {row} siger »{value}« for samme betjent. Gør dem ens.</translation>
    </message>
    <message>
        <location filename="../core/imports/officers.py" line="118"/>
        <source>There is no telephone or e-mail to publish. Fill in one, or write no.</source>
        <translation>Der er ingen telefon eller e-mail at offentliggøre. Udfyld en, eller skriv nej.</translation>
    </message>
    <message>
        <location filename="../core/imports/officers.py" line="126"/>
        <source>Give the first day in the sector, such as 31-01-2026.</source>
        <translation>Angiv den første dag i sektoren, som 31-01-2026.</translation>
    </message>
    <message>
        <location filename="../core/imports/officers.py" line="130"/>
        <source>The last day is before the first. Correct one of them.</source>
        <translation>Den sidste dag ligger før den første. Ret en af dem.</translation>
    </message>
    <message>
        <location filename="../core/imports/officers.py" line="222"/>
        <source>Officer {officer} is responsible for this sector from {start} to {end}. Give that assignment an earlier last day, or choose another role.</source>
        <translation>Betjent {officer} er ansvarlig for denne sektor fra {start} til {end}. Giv den tildeling en tidligere sidste dag, eller vælg en anden rolle.</translation>
    </message>
    <message>
        <location filename="../core/imports/requests.py" line="139"/>
        <source>The same request stands further up. Remove one.</source>
        <translation>Samme henvendelse står længere oppe. Fjern den ene.</translation>
    </message>
    <message>
        <location filename="../core/imports/places.py" line="47"/>
        <source>Only one of two coordinates is given. Write both, or neither.</source>
        <translation>Kun én af to koordinater er angivet. Skriv begge eller ingen.</translation>
    </message>
    <message>
        <location filename="../core/imports/requests.py" line="151"/>
        <source>This is before the request was received. Correct one of the days.</source>
        <translation>Dette er før henvendelsen blev modtaget. Ret en af dagene.</translation>
    </message>
    <message>
        <location filename="../core/imports/requests.py" line="161"/>
        <source>The request is done, but there is no result. Write what came of it.</source>
        <translation>Henvendelsen er udført, men der er intet resultat. Skriv, hvad der kom ud af den.</translation>
    </message>
    <message>
        <location filename="../core/imports/rows.py" line="37"/>
        <source>Row {row}, column “{column}”: “{found}”. {remedy}</source>
        <translation>Række {row}, kolonne »{column}«: »{found}«. {remedy}</translation>
    </message>
    <message>
        <location filename="../core/imports/rows.py" line="125"/>
        <source>File “{file}”: two columns mean “{name}”; the second is “{title}”. Remove one.</source>
        <translation>Fil »{file}«: to kolonner betyder »{name}«; den anden er »{title}«. Fjern den ene.</translation>
    </message>
    <message>
        <location filename="../core/imports/rows.py" line="168"/>
        <source>The row has more cells than there are headings. Put a text with ; or , in quotes.</source>
        <translation>Rækken har flere celler, end der er overskrifter. Sæt en tekst med ; eller , i anførselstegn.</translation>
    </message>
    <message>
        <location filename="../core/imports/rows.py" line="187"/>
        <source>The cell is empty. Fill it in, or remove the row.</source>
        <translation>Cellen er tom. Udfyld den, eller fjern rækken.</translation>
    </message>
    <message>
        <location filename="../core/base/sheets.py" line="80"/>
        <source>File “{file}” is no valid JSON: {reason}. Export it again.</source>
        <translation>Fil »{file}« er ikke gyldig JSON: {reason}. Eksportér den igen.</translation>
    </message>
    <message>
        <location filename="../core/base/sheets.py" line="85"/>
        <source>File “{file}” has no list of objects. Export one object for each row.</source>
        <translation>Fil »{file}« har ingen liste af objekter. Eksportér ét objekt for hver række.</translation>
    </message>
    <message>
        <location filename="../core/database/transfer.py" line="38"/>
        <source>Table {table} differs after the copy ({found} of {expected} rows are there). Ask others to stop writing, remove the copy, and try again.</source>
        <translation>Tabellen {table} afviger efter kopieringen ({found} af {expected} rækker er der). Bed andre om ikke at skrive, fjern kopien, og prøv igen.</translation>
    </message>
    <message>
        <location filename="../core/database/transfer.py" line="53"/>
        <source>“{database}” holds data already (table {table}). Copy into a new database.</source>
        <translation>»{database}« rummer allerede data (tabellen {table}). Kopiér til en ny database.</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="131"/>
        <source>Open</source>
        <translation>Åbne</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="132"/>
        <source>Answered</source>
        <translation>Besvaret</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="133"/>
        <source>Median days to the answer</source>
        <translation>Median af dage til svar</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="137"/>
        <source>Request numbers</source>
        <translation>Henvendelsesnumre</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="138"/>
        <source>Requests</source>
        <translation>Henvendelser</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="139"/>
        <source>No place has three requests of the same kind within 150 m of one another.</source>
        <translation>Intet sted har tre henvendelser af samme art inden for 150 m af hinanden.</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="141"/>
        <source>Residents&apos; requests</source>
        <translation>Borgernes henvendelser</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="144"/>
        <source>How long residents wait</source>
        <translation>Hvor længe borgerne venter</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="148"/>
        <source>The median is left out below five answers. Duplicates count once.</source>
        <translation>Medianen udelades under fem svar. Dubletter tæller én gang.</translation>
    </message>
    <message>
        <location filename="../core/base/table.py" line="89"/>
        <source>Layer “{layer}”, feature {fid}, field “{field}”: “{value}” is not a number. Correct it or choose another field.</source>
        <translation>Lag »{layer}«, objekt {fid}, felt »{field}«: »{value}« er ikke et tal. Ret det, eller vælg et andet felt.</translation>
    </message>
    <message>
        <location filename="../core/plan/units.py" line="112"/>
        <source>Layer “{layer}” has no polygon with an area. Choose a layer of areas.</source>
        <translation>Lag »{layer}« har ingen polygon med et areal. Vælg et lag med arealer.</translation>
    </message>
    <message>
        <location filename="../core/plan/units.py" line="116"/>
        <source>Units whose invalid geometry was repaired: {count}.</source>
        <translation>Enheder med ugyldig geometri, der blev repareret: {count}.</translation>
    </message>
    <message>
        <location filename="../core/plan/units.py" line="118"/>
        <source>Features without an area, left out: {ids} (in all {count}).</source>
        <translation>Objekter uden areal, udeladt: {ids} (i alt {count}).</translation>
    </message>
    <message>
        <location filename="../core/plan/units.py" line="130"/>
        <source>No indicator has any value, so the workload is zero everywhere. Give population or incidents.</source>
        <translation>Ingen indikator har nogen værdi, så belastningen er nul overalt. Angiv befolkning eller hændelser.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="39"/>
        <source>Planning units</source>
        <translation>Planenheder</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="35"/>
        <source>Area, km²</source>
        <translation>Areal, km²</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="36"/>
        <source>Local police districts</source>
        <translation>Lokalpolitidistrikter</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="45"/>
        <source>The workload uses the default weights; “Compute workload” takes others.</source>
        <translation>Belastningen bruger standardvægtene; »Beregn belastning« tager andre.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="46"/>
        <source>Residents spread by area, and exposed residents by share of area, assume that people live evenly within each area: they are modelled figures.</source>
        <translation>At fordele beboere efter areal, og udsatte beboere efter andel af areal, forudsætter, at folk bor jævnt i hvert areal: det er modellerede tal.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="77"/>
        <source>Indicator</source>
        <translation>Indikator</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="59"/>
        <source>Features</source>
        <translation>Objekter</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="78"/>
        <source>Sum</source>
        <translation>Sum</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="61"/>
        <source>In the units</source>
        <translation>I enhederne</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="62"/>
        <source>Outside</source>
        <translation>Udenfor</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="63"/>
        <source>Features outside</source>
        <translation>Objekter udenfor</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="71"/>
        <source>No other layer was given; the units&apos; own fields were used.</source>
        <translation>Intet andet lag blev angivet; enhedernes egne felter blev brugt.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="79"/>
        <source>Units without any</source>
        <translation>Enheder uden</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="80"/>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="81"/>
        <source>Largest</source>
        <translation>Største</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="82"/>
        <source>Largest unit</source>
        <translation>Største enhed</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="90"/>
        <source>Indicators</source>
        <translation>Indikatorer</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="226"/>
        <source>Map of the workload per square kilometre</source>
        <translation>Kort over belastningen pr. kvadratkilometer</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="228"/>
        <source>Workload in per mille per km², five classes with equally many units.</source>
        <translation>Belastning i promille pr. km², fem klasser med lige mange enheder.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="229"/>
        <source>Where the workload lies</source>
        <translation>Hvor belastningen ligger</translation>
    </message>
    <message>
        <location filename="../core/plan/workload.py" line="59"/>
        <source>No criterion with a weight above zero has any value in this layer; there is no workload to share.</source>
        <translation>Intet kriterium med en vægt over nul har nogen værdi i dette lag; der er ingen belastning at fordele.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="114"/>
        <source>Crime</source>
        <translation>Kriminalitet</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="115"/>
        <source>Exposed housing areas</source>
        <translation>Udsatte boligområder</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="117"/>
        <source>Population</source>
        <translation>Befolkning</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="134"/>
        <source>Units that carry half the load</source>
        <translation>Enheder, der bærer halvdelen af belastningen</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="135"/>
        <source>Largest unit, ‰</source>
        <translation>Største enhed, ‰</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="136"/>
        <source>Units without load</source>
        <translation>Enheder uden belastning</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="150"/>
        <source>The workload is a weighing of criteria, not a measurement of hours worked.</source>
        <translation>Belastningen er en afvejning af kriterier, ikke en måling af arbejdstimer.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="151"/>
        <source>Shares are of this layer&apos;s own sums: they change when the area changes.</source>
        <translation>Andele er af dette lags egne summer: de ændrer sig, når området ændres.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="167"/>
        <source>Weights in percent</source>
        <translation>Vægte i procent</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="170"/>
        <source>Weight of each criterion as used, in percent.</source>
        <translation>Vægten af hvert kriterium, som den er brugt, i procent.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="172"/>
        <source>Without any value here, so their weight went to the others: {criteria}.</source>
        <translation>Uden nogen værdi her, så deres vægt gik til de andre: {criteria}.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="174"/>
        <source>Weights</source>
        <translation>Vægte</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="189"/>
        <source>How the criteria go together</source>
        <translation>Hvordan kriterierne følges ad</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="191"/>
        <source>There is nothing that varies to correlate.</source>
        <translation>Der er intet, der varierer, at korrelere.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="192"/>
        <source>Spearman's rank correlation over the units: 1 means the same order, 0 none, −1 the reverse. Two criteria that go closely together count nearly the same thing twice.</source>
        <translation>Spearmans rangkorrelation over enhederne: 1 er samme rækkefølge, 0 ingen, −1 den omvendte. To kriterier, der følges tæt ad, tæller næsten det samme to gange.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/units.py" line="218"/>
        <source>The heaviest units</source>
        <translation>De tungeste enheder</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/explanation.py" line="77"/>
        <source>today&apos;s sector is given up</source>
        <translation>dagens sektor nedlægges</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/explanation.py" line="80"/>
        <source>today&apos;s sector lies in another district</source>
        <translation>dagens sektor ligger i et andet distrikt</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/explanation.py" line="84"/>
        <source>it is locked, or moves with its group</source>
        <translation>den er låst, eller følger sin gruppe</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/explanation.py" line="86"/>
        <source>it moves with its neighbours: alone it would be cut off</source>
        <translation>den følger sine naboer: alene ville den være afskåret</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/explanation.py" line="88"/>
        <source>it lies where the search found the best plan</source>
        <translation>den ligger, hvor søgningen fandt den bedste plan</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/explanation.py" line="103"/>
        <source>with it today&apos;s sector would deviate by {after} instead of {before}</source>
        <translation>med den ville dagens sektor afvige {after} i stedet for {before}</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/explanation.py" line="106"/>
        <source>without it the new sector would deviate by {after} instead of {before}</source>
        <translation>uden den ville den nye sektor afvige {after} i stedet for {before}</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/explanation.py" line="121"/>
        <source>staying would lengthen the border by {metres} m</source>
        <translation>at blive ville forlænge grænsen med {metres} m</translation>
    </message>
    <message>
        <location filename="../core/parallel/process_pool.py" line="103"/>
        <source>A worker process ended without a result. Try a smaller task.</source>
        <translation>En arbejderproces endte uden resultat. Prøv en mindre opgave.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="291"/>
        <source>No better plan exists: this was proven.</source>
        <translation>Der findes ingen bedre plan: det er bevist.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="306"/>
        <source>That no plan has shorter borders is not proven.</source>
        <translation>At ingen plan har kortere grænser, er ikke bevist.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="427"/>
        <source>Why it moves</source>
        <translation>Hvorfor den flyttes</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="435"/>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="436"/>
        <source>Field of the units</source>
        <translation>Felt i enhederne</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="437"/>
        <source>Greatest deviation, %</source>
        <translation>Største afvigelse, %</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="445"/>
        <source>Plan {rank}</source>
        <translation>Plan {rank}</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="450"/>
        <source>None of these plans beats another in deviation, border and change alike.</source>
        <translation>Ingen af disse planer slår en anden i både afvigelse, grænse og ændring.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="451"/>
        <source>Alternatives</source>
        <translation>Alternativer</translation>
    </message>
    <message>
        <location filename="../core/geo/overlay.py" line="123"/>
        <source>{sector} has no area. Repair or remove it.</source>
        <translation>{sector} har intet areal. Reparér eller fjern den.</translation>
    </message>
    <message>
        <location filename="../core/geo/overlay.py" line="202"/>
        <source>{one} and {other} overlap by {area} m². A resident there would be shown two officers. Repair the sectors first.</source>
        <translation>{one} og {other} overlapper med {area} m². En borger dér ville få vist to betjente. Reparér sektorerne først.</translation>
    </message>
    <message>
        <location filename="../core/crime/harm.py" line="100"/>
        <source>Harm {harm}, {before} in the period compared with.</source>
        <translation>Skade {harm}, {before} i sammenligningsperioden.</translation>
    </message>
    <message>
        <location filename="../core/crime/harm.py" line="102"/>
        <source>Harm {harm}.</source>
        <translation>Skade {harm}.</translation>
    </message>
    <message>
        <location filename="../core/crime/harm.py" line="106"/>
        <source>Harm by type: counts times the weights of the table given</source>
        <translation>Skade efter type: antal gange vægtene i den givne tabel</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="136"/>
        <source>Nobody is responsible for sector {number}.</source>
        <translation>Ingen er ansvarlig for sektor {number}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="139"/>
        <source>Sector {number}: {name} is away and no substitute is there.</source>
        <translation>Sektor {number}: {name} er fraværende, og der er ingen stedfortræder.</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="173"/>
        <source>Sector {number}: nothing is logged this quarter of: {groups}.</source>
        <translation>Sektor {number}: i dette kvartal er intet logget om: {groups}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="192"/>
        <source>Sector {number}: {count} open actions are past their day.</source>
        <translation>Sektor {number}: åbne handlinger over fristen: {count}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="198"/>
        <source>Sector {number}: {count} requests have waited for more than 30 days.</source>
        <translation>Sektor {number}: henvendelser, der har ventet mere end 30 dage: {count}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="217"/>
        <source>Sector {number}: the public details of {count} officers are past their day of review.</source>
        <translation>Sektor {number}: betjente, hvis offentlige oplysninger har overskredet revisionsdatoen: {count}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="248"/>
        <source>Sector {number}: {count} entries of the quarter seem to hold what does not belong in the log.</source>
        <translation>Sektor {number}: poster i kvartalet, der ser ud til at rumme noget, der ikke hører til i loggen: {count}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="266"/>
        <source>Act now</source>
        <translation>Handl nu</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="270"/>
        <source>Nothing was found.</source>
        <translation>Intet blev fundet.</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="276"/>
        <source>Responsible officers</source>
        <translation>Sektoransvarlige betjente</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="278"/>
        <source>Days without</source>
        <translation>Dage uden</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="279"/>
        <source>Mean days with one officer</source>
        <translation>Gennemsnitligt antal dage med samme betjent</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="281"/>
        <source>How long residents keep their officer: {start} to {end}</source>
        <translation>Hvor længe borgerne beholder deres betjent: {start} til {end}</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="283"/>
        <source>Review of the sector log</source>
        <translation>Gennemgang af sektorloggen</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="290"/>
        <source>An overlooked group has no entry; that may be right. Ask before you act.</source>
        <translation>En overset gruppe har ingen post; det kan være i orden. Spørg, før du handler.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="194"/>
        <source>More than chance?</source>
        <translation>Mere end tilfældet?</translation>
    </message>
    <message>
        <location filename="../core/safety/index/report.py" line="196"/>
        <source>no</source>
        <translation>nej</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="174"/>
        <source>Sector {number}: nothing at all is logged this quarter.</source>
        <translation>Sektor {number}: i dette kvartal er slet intet logget.</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="267"/>
        <source>Look at it</source>
        <translation>Se på det</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="65"/>
        <source>Recorded incidents</source>
        <translation>Registrerede hændelser</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier.py" line="381"/>
        <source>365 days</source>
        <translation>365 dage</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier.py" line="382"/>
        <source>365 days before</source>
        <translation>365 dage før</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier.py" line="385"/>
        <source>Changes are left out below five incidents a year: too few to say.</source>
        <translation>Ændringer udelades under fem hændelser om året: for få til at sige noget.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier_report.py" line="263"/>
        <source>{found} (edition {edition})</source>
        <translation>{found} (udgave {edition})</translation>
    </message>
    <message>
        <location filename="../core/imports/walk_findings.py" line="112"/>
        <source>The same finding stands further up. Remove one.</source>
        <translation>Samme fund står længere oppe. Fjern det ene.</translation>
    </message>
    <message>
        <location filename="../core/imports/walk_findings.py" line="123"/>
        <source>This is before the spot was found. Correct one of the days.</source>
        <translation>Det er før, pletten blev fundet. Ret en af datoerne.</translation>
    </message>
    <message>
        <location filename="../core/imports/walk_findings.py" line="126"/>
        <source>The sector database has no such initiative. Add it there first; it has: {known}.</source>
        <translation>Sektordatabasen har ingen sådan indsats. Opret den først; den har: {known}.</translation>
    </message>
    <message>
        <location filename="../core/imports/places.py" line="53"/>
        <source>The place lies outside Denmark. Write east and north in metres (EPSG:25832), or longitude and latitude in degrees, and check that they are not swapped.</source>
        <translation>Stedet ligger uden for Danmark. Skriv øst og nord i meter (EPSG:25832) eller længde- og breddegrad i grader, og se efter, om de er byttet om.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="125"/>
        <source>Write the time as 10:30.</source>
        <translation>Skriv tidspunktet som 10:30.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="134"/>
        <source>This is no picture. Write a file that ends in .jpg, .png or the like.</source>
        <translation>Det er ikke et billede. Skriv en fil, der ender på .jpg, .png eller lignende.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="136"/>
        <source>Write a file, or an address that begins with https://.</source>
        <translation>Skriv en fil eller en adresse, der begynder med https://.</translation>
    </message>
    <message>
        <location filename="../core/balance/runtime/scheduler.py" line="277"/>
        <source>Best plan so far: deviation {deviation:.1f}%, border {border:.1f} km</source>
        <translation>Bedste plan indtil nu: afvigelse {deviation:.1f} %, grænse {border:.1f} km</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="379"/>
        <source>from {old} to {new}</source>
        <translation>fra {old} til {new}</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="392"/>
        <source>What changes sector, in the colour of the new one. Thick lines: the new sectors.</source>
        <translation>Det, der skifter sektor, i den nye sektors farve. Tykke linjer: de nye sektorer.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/overlay.py" line="101"/>
        <source>The index has no edition of {year}. It has: {years}. Choose one of these.</source>
        <translation>Indekset har ingen udgave fra {year}. Det har: {years}. Vælg en af dem.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/overlay.py" line="102"/>
        <source>one edition without a year</source>
        <translation>en udgave uden årstal</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="85"/>
        <source>The database cannot be read: its file is gone, damaged, or in use by another program, or the connection broke. Check that it is there and whole, and try again.</source>
        <translation>Databasen kan ikke læses: dens fil er væk, beskadiget eller i brug af et andet program, eller forbindelsen blev afbrudt. Kontrollér, at den er der og er hel, og prøv igen.</translation>
    </message>
    <message>
        <location filename="../core/base/table.py" line="71"/>
        <source>Layer “{layer}”, feature {fid}, field “{field}”: {value} is too large a number. Correct it or choose another field.</source>
        <translation>Lag »{layer}«, objekt {fid}, felt »{field}«: {value} er et for stort tal. Ret det, eller vælg et andet felt.</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="57"/>
        <source>new</source>
        <translation>ny</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="57"/>
        <source>changed</source>
        <translation>ændret</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="57"/>
        <source>gone</source>
        <translation>væk</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="79"/>
        <source>Since edition {edition}: {new} sectors new, {changed} changes, {gone} sectors gone.</source>
        <translation>Siden udgave {edition}: {new} nye sektorer, {changed} ændringer, {gone} sektorer væk.</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="80"/>
        <source>Sector {sector} {kind}: {what}</source>
        <translation>Sektor {sector} {kind}: {what}</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="77"/>
        <source>The disk is full. Make room, and run this again.</source>
        <translation>Disken er fuld. Skaf plads, og kør dette igen.</translation>
    </message>
    <message>
        <location filename="../core/balance/run.py" line="145"/>
        <source>The field “{field}” deviates by {worst} in sector {sector}; {tolerance} was asked for. It pulls against the workload, which deviates by {load}: no plan with both was found. Allow the field more, or the workload.</source>
        <translation>Feltet »{field}« afviger {worst} i sektor {sector}; der blev bedt om {tolerance}. Det trækker imod belastningen, som afviger {load}: der blev ikke fundet en plan med begge dele. Tillad feltet mere, eller belastningen.</translation>
    </message>
    <message>
        <location filename="../core/logbook/results.py" line="67"/>
        <source>“{database}” has no initiative “{name}”. It has: {known}.</source>
        <translation>»{database}« har ingen indsats »{name}«. Den har: {known}.</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="63"/>
        <source>name</source>
        <translation>navn</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="64"/>
        <source>role</source>
        <translation>rolle</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="65"/>
        <source>officer</source>
        <translation>betjent</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="66"/>
        <source>telephone</source>
        <translation>telefon</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="67"/>
        <source>e-mail</source>
        <translation>e-mail</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="68"/>
        <source>hours</source>
        <translation>træffetid</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="69"/>
        <source>station</source>
        <translation>station</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="70"/>
        <source>message line</source>
        <translation>beskedlinje</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="71"/>
        <source>day of review</source>
        <translation>revisionsdag</translation>
    </message>
    <message>
        <location filename="../core/logbook/handbook.py" line="123"/>
        <source>Contents</source>
        <translation>Indhold</translation>
    </message>
    <message>
        <location filename="../core/logbook/handbook.py" line="136"/>
        <source>{title} (new)</source>
        <translation>{title} (nyt)</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="158"/>
        <source>{field}: deviation, %</source>
        <translation>{field}: afvigelse, %</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="228"/>
        <source>The search was ended early, by its time limit or by Stop: the best plan by then.</source>
        <translation>Søgningen blev afsluttet før tid, af tidsgrænsen eller med Stop: den bedste plan indtil da.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="240"/>
        <source>Greatest deviation of load per officer from its mean in the district</source>
        <translation>Største afvigelse i belastning pr. betjent fra gennemsnittet i distriktet</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="245"/>
        <source>Border between sectors, km</source>
        <translation>Grænse mellem sektorer, km</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="281"/>
        <source>How sure this is</source>
        <translation>Hvor sikkert det er</translation>
    </message>
    <message>
        <location filename="../core/editing/explanation.py" line="46"/>
        <source>{units} already in {sector}.</source>
        <translation>{units} er allerede i {sector}.</translation>
    </message>
    <message>
        <location filename="../core/editing/explanation.py" line="51"/>
        <source>{sector} would deviate by {after:+.1f} % instead of {before:+.1f} %</source>
        <translation>{sector} ville afvige {after:+.1f} % i stedet for {before:+.1f} %</translation>
    </message>
    <message>
        <location filename="../core/editing/explanation.py" line="75"/>
        <source>A sector would fall into parts.</source>
        <translation>En sektor ville falde i flere dele.</translation>
    </message>
    <message>
        <location filename="../core/editing/explanation.py" line="79"/>
        <source>It lies in another district.</source>
        <translation>Den ligger i et andet distrikt.</translation>
    </message>
    <message>
        <location filename="../core/editing/explanation.py" line="56"/>
        <source>{units} to {sector}: {loads}; the border would change by {border:+.0f} m; {residents:.0f} residents move.</source>
        <translation>{units} til {sector}: {loads}; grænsen ville ændre sig med {border:+.0f} m; {residents:.0f} beboere flytter sektor.</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/explanation.py" line="111"/>
        <source>with it “{field}” of today's sector would deviate by {after} instead of {before}</source>
        <translation>med den ville »{field}« i dagens sektor afvige {after} i stedet for {before}</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/explanation.py" line="116"/>
        <source>without it “{field}” of the new sector would deviate by {after} instead of {before}</source>
        <translation>uden den ville »{field}« i den nye sektor afvige {after} i stedet for {before}</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="174"/>
        <source>Crime, %</source>
        <translation>Kriminalitet, %</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="175"/>
        <source>Exposed areas, %</source>
        <translation>Udsatte områder, %</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="176"/>
        <source>Special places, %</source>
        <translation>Særlige steder, %</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="177"/>
        <source>Population, %</source>
        <translation>Befolkning, %</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="180"/>
        <source>Together, %</source>
        <translation>Tilsammen, %</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="185"/>
        <source>What the workload is made of</source>
        <translation>Hvad belastningen består af</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="182"/>
        <source>In percent of the district&apos;s mean load for as many officers: together, 100 plus the deviation.</source>
        <translation>I procent af distriktets gennemsnitlige belastning for lige så mange betjente: tilsammen 100 plus afvigelsen.</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/assignment.py" line="79"/>
        <source>The units to explain have no other sector to go to. Choose another target or units.</source>
        <translation>De enheder, der skal forklares, har ingen anden sektor at komme til. Vælg et andet mål eller andre enheder.</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/assignment.py" line="96"/>
        <source>Layer “{layer}”, field “{field}”: sector {sector} has units in the districts {one} and {other}. Leave DISTRICT_FIELD out, or correct the plan.</source>
        <translation>Lag »{layer}«, felt »{field}«: sektor {sector} har enheder i distrikterne {one} og {other}. Udelad DISTRICT_FIELD, eller ret planen.</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/assignment.py" line="113"/>
        <source>Layer “{layer}”, field “{field}”: {count} units have no sector: {units}. Give each one, or run Repair sectors.</source>
        <translation>Lag »{layer}«, felt »{field}«: {count} enheder har ingen sektor: {units}. Giv hver af dem en, eller kør Reparér sektorer.</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/assignment.py" line="135"/>
        <source>There is no sector “{target}” in the plan. It has: {names}.</source>
        <translation>Planen har ingen sektor »{target}«. Den har: {names}.</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/assignment.py" line="144"/>
        <source>Units to explain: there is no unit with the id {names}. Correct the ids.</source>
        <translation>Enheder, der skal forklares: der er ingen enhed med id {names}. Ret id'erne.</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/assignment.py" line="182"/>
        <source>lies in another district</source>
        <translation>ligger i et andet distrikt</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/assignment.py" line="183"/>
        <source>is locked</source>
        <translation>er låst</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/assignment.py" line="184"/>
        <source>stays together with its group</source>
        <translation>bliver sammen med sin gruppe</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/assignment.py" line="185"/>
        <source>must never share that sector with one of its units</source>
        <translation>må aldrig dele den sektor med en af dens enheder</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/assignment.py" line="189"/>
        <source>the sector it leaves would fall into parts or be empty</source>
        <translation>den sektor, den forlader, ville falde i dele eller blive tom</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/assignment.py" line="191"/>
        <source>does not border on that sector</source>
        <translation>grænser ikke op til den sektor</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/assignment.py" line="235"/>
        <source>Sector {old} would deviate by {after} instead of {before}, sector {new} by {joined_after} instead of {joined_before}; border {border} m; residents who change sector {residents}.</source>
        <translation>Sektor {old} ville afvige {after} i stedet for {before}, sektor {new} {joined_after} i stedet for {joined_before}; grænse {border} m; beboere, der skifter sektor: {residents}.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="28"/>
        <source>Sectors in the plan</source>
        <translation>Sektorer i planen</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="30"/>
        <source>Greatest deviation now</source>
        <translation>Største afvigelse nu</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="34"/>
        <source>The price of another sector</source>
        <translation>Prisen for en anden sektor</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="39"/>
        <source>Each unit is priced by itself, with all others where they are. To move one and balance the rest again, lock it to its new sector in Balance sectors.</source>
        <translation>Hver enhed prissættes for sig, med alle andre, hvor de er. Skal en flyttes og resten balanceres igen, så lås den til sin nye sektor i Balancér sektorer.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="55"/>
        <source>And {count} more units, in the table.</source>
        <translation>Og {count} enheder mere, i tabellen.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="57"/>
        <source>The cheapest other sector of each unit</source>
        <translation>Hver enheds billigste anden sektor</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="62"/>
        <source>not possible ({reason}).</source>
        <translation>ikke muligt ({reason}).</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="64"/>
        <source>possible within the tolerance.</source>
        <translation>muligt inden for tolerancen.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="65"/>
        <source>possible, but outside the tolerance.</source>
        <translation>muligt, men uden for tolerancen.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="75"/>
        <source>Explained</source>
        <translation>Forklaret</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="75"/>
        <source>Other units</source>
        <translation>Andre enheder</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="79"/>
        <source>Map of the units explained</source>
        <translation>Kort over de forklarede enheder</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="85"/>
        <source>Outlines: the sectors of the plan.</source>
        <translation>Omrids: planens sektorer.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="252"/>
        <source>To sector</source>
        <translation>Til sektor</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="95"/>
        <source>Border, m</source>
        <translation>Grænse, m</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="96"/>
        <source>Deviation it leaves, %</source>
        <translation>Afvigelse, den forlader, %</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="97"/>
        <source>Deviation it joins, %</source>
        <translation>Afvigelse, den kommer til, %</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="98"/>
        <source>Residents who change</source>
        <translation>Beboere, der skifter</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="102"/>
        <source>{field}: leaves, %</source>
        <translation>{field}: forlader, %</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="102"/>
        <source>{field}: joins, %</source>
        <translation>{field}: kommer til, %</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/assignment.py" line="118"/>
        <source>Now in sector {sector}, which deviates by {deviation:+.1f} %</source>
        <translation>Nu i sektor {sector}, som afviger {deviation:+.1f} %</translation>
    </message>
    <message>
        <location filename="../core/balance/analysis/explanation.py" line="82"/>
        <source>today&apos;s sector now has a unit it must never share a sector with</source>
        <translation>dagens sektor har nu en enhed, den aldrig må dele sektor med</translation>
    </message>
    <message>
        <location filename="../core/safety/index/importing.py" line="78"/>
        <source>Layer “{layer}”, feature {fid}, field “{field}” is empty. Write the district's name.</source>
        <translation>Lag »{layer}«, objekt {fid}, felt »{field}« er tomt. Skriv distriktets navn.</translation>
    </message>
    <message>
        <location filename="../core/crime/settings.py" line="214"/>
        <source>Give at most {most:,} permutations; found {count:,}.</source>
        <translation>Angiv højst {most:,} permutationer; fandt {count:,}.</translation>
    </message>
    <message>
        <location filename="../core/balance/preparation/feasibility.py" line="175"/>
        <source>{district}: no plan with {sectors} sectors keeps these units apart: {pairs}. Allow one of these pairs to share a sector, unlock units, or ask for more sectors.</source>
        <translation>{district}: ingen plan med {sectors} sektorer holder disse enheder adskilt: {pairs}. Lad et af parrene dele sektor, lås enheder op, eller bed om flere sektorer.</translation>
    </message>
    <message>
        <location filename="../core/balance/run.py" line="128"/>
        <source>Units {units} must never share a sector, but both are in sector {sector}: no plan that keeps them apart was found. Give the search more effort, ask for more sectors, or allow them to share one.</source>
        <translation>Enhederne {units} må aldrig dele sektor, men begge er i sektor {sector}: der blev ikke fundet nogen plan, der holder dem adskilt. Giv søgningen flere kræfter, bed om flere sektorer, eller lad dem dele en.</translation>
    </message>
    <message>
        <location filename="../core/staffing/settings.py" line="33"/>
        <source>{officers} officers are more than a station has: {most} at most. Correct it.</source>
        <translation>{officers} betjente er flere, end en station har: højst {most}. Ret tallet.</translation>
    </message>
    <message>
        <location filename="../core/imports/officers.py" line="189"/>
        <source>The last day is before {today}, on which the assignment would begin, for the file gives no first day. Add a column with the first day, or correct the last.</source>
        <translation>Den sidste dag ligger før {today}, hvor tildelingen ville begynde, fordi filen ikke angiver nogen første dag. Tilføj en kolonne med den første dag, eller ret den sidste.</translation>
    </message>
    <message>
        <location filename="../core/publish/map_geometry.py" line="117"/>
        <source>Sector “{sector}” lies at {x:.0f}, {y:.0f}, which is no longitude and latitude. Check the coordinate reference system of the sectors' layer.</source>
        <translation>Sektor »{sector}« ligger ved {x:.0f}, {y:.0f}, som ikke er længde og bredde. Kontrollér sektorlagets koordinatsystem.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="239"/>
        <source>Sectors {sectors} lie at no longitude and latitude: the map shows nothing. Check the layer&apos;s coordinate reference system and publish again.</source>
        <translation>Sektorerne {sectors} ligger ikke på nogen længde og bredde: kortet viser intet. Kontrollér lagets koordinatsystem, og offentliggør igen.</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="168"/>
        <source>Deviation from the station&apos;s mean, %</source>
        <translation>Afvigelse fra stationens gennemsnit, %</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="178"/>
        <source>Deviation of the load per officer from its mean in the district, percent</source>
        <translation>Belastning pr. betjent, afvigelse fra gennemsnittet i distriktet i procent</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="186"/>
        <source>Officers are moved only where one of the two sectors is more than {threshold:g} % away from the station&apos;s mean load per officer; smaller differences are left alone.</source>
        <translation>Betjente flyttes kun, hvor en af de to sektorer er mere end {threshold:g} % fra stationens gennemsnitlige belastning pr. betjent; mindre forskelle lades være.</translation>
    </message>
    <message>
        <location filename="../core/staffing/report.py" line="225"/>
        <source>Largest deviation from the station&apos;s mean, %</source>
        <translation>Største afvigelse fra stationens gennemsnit, %</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="53"/>
        <source>“{address}” is not the address of a Dask scheduler. Give it as the scheduler prints it when it starts, such as tcp://10.0.0.5:8786, or leave it empty.</source>
        <translation>»{address}« er ikke adressen på en Dask-planlægger. Skriv den, som planlæggeren viser den, når den starter, f.eks. tcp://10.0.0.5:8786, eller lad feltet stå tomt.</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="86"/>
        <source>The Dask scheduler</source>
        <translation>Dask-planlæggeren</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="100"/>
        <source>No Dask scheduler answers at “{address}” ({reason}). Check address, port and firewall, start one there with “dask scheduler”, or leave it empty.</source>
        <translation>Ingen Dask-planlægger svarer på »{address}« ({reason}). Kontrollér adresse, port og firewall, start en dér med »dask scheduler«, eller lad feltet stå tomt.</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="145"/>
        <source>no answer in {seconds} seconds</source>
        <translation>intet svar inden for {seconds} sekunder</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="183"/>
        <source>A worker of the Dask cluster could not load Sector Planner ({reason}). {remedy}</source>
        <translation>En arbejder i Dask-klyngen kunne ikke indlæse Sector Planner ({reason}). {remedy}</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="206"/>
        <source>the plugin Sector Planner is missing.</source>
        <translation>plugin'et Sector Planner mangler.</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="208"/>
        <source>the plugin Sector Planner does not load ({reason}).</source>
        <translation>plugin'et Sector Planner kan ikke indlæses ({reason}).</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="209"/>
        <source>Sector Planner is {there}, here it is {here}.</source>
        <translation>Sector Planner er {there}, her er det {here}.</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="213"/>
        <source>Copy the folder {package} of this machine&apos;s plugins there, and start the worker with the folder that holds it on its Python path: {command}</source>
        <translation>Kopiér mappen {package} fra denne maskines plugins dertil, og start arbejderen med den mappe, der rummer den, på sin Python-sti: {command}</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="238"/>
        <source>{name} {there} (here {here})</source>
        <translation>{name} {there} (her {here})</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="239"/>
        <source>missing</source>
        <translation>mangler</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="242"/>
        <source>Install Python {version} there.</source>
        <translation>Installér Python {version} dér.</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="245"/>
        <source>Run there: {command}</source>
        <translation>Kør dér: {command}</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="260"/>
        <source>The Dask workers {shown} and {count} more</source>
        <translation>Dask-arbejderne {shown} og {count} til</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="262"/>
        <source>Dask worker {shown}</source>
        <translation>Dask-arbejder {shown}</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="280"/>
        <source>The Dask scheduler at “{address}” has no workers. Start one or more: {command}</source>
        <translation>Dask-planlæggeren på »{address}« har ingen arbejdere. Start en eller flere: {command}</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_checks.py" line="307"/>
        <source>A Dask cluster needs the Python library distributed, which is missing here. Run with the Python that QGIS uses: {command}. Or leave the address empty.</source>
        <translation>En Dask-klynge kræver Python-biblioteket distributed, som mangler her. Kør med den Python, QGIS bruger: {command}. Eller lad adressen stå tom.</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_pool.py" line="113"/>
        <source>The connection to the Dask scheduler at “{address}” was lost. See whether it still runs, start it and its workers again, and repeat the run; or leave the address empty.</source>
        <translation>Forbindelsen til Dask-planlæggeren på »{address}« gik tabt. Se, om den stadig kører, start den og dens arbejdere igen, og gentag kørslen; eller lad adressen stå tom.</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_pool.py" line="146"/>
        <source>Workers of the Dask cluster ended at this task, more than once: {reason}</source>
        <translation>Arbejdere i Dask-klyngen døde under denne opgave, mere end én gang: {reason}</translation>
    </message>
    <message>
        <location filename="../core/parallel/dask_pool.py" line="214"/>
        <source>The Dask cluster at “{address}” does not answer. See whether its workers run.</source>
        <translation>Dask-klyngen på »{address}« svarer ikke. Se, om dens arbejdere kører.</translation>
    </message>
    <message>
        <location filename="../core/crime/caveats.py" line="79"/>
        <source>{count:,} of {counted:,} incidents have no usable time.</source>
        <translation>Hændelser uden brugbar tid: {count:,} af {counted:,}.</translation>
    </message>
    <message>
        <location filename="../core/crime/caveats.py" line="80"/>
        <source>{count:,} incidents counted with from and to swapped: they ended before they began.</source>
        <translation>Hændelser talt med fra og til byttet om, fordi de sluttede, før de begyndte: {count:,}.</translation>
    </message>
    <message>
        <location filename="../core/crime/caveats.py" line="85"/>
        <source>{count:,} incidents end before they begin on the same day, as where an end after midnight was given the day of the start: they count for their day, at no known time of it.</source>
        <translation>Hændelser, der slutter, før de begynder, på samme dag, fx fordi en slutning efter midnat fik startens dato: {count:,}. De tæller på deres dag, uden kendt klokkeslæt.</translation>
    </message>
    <message>
        <location filename="../core/crime/caveats.py" line="96"/>
        <source>{count:,} incidents have the very place, time and type of another: entered twice? Check them, and remove duplicates first.</source>
        <translation>Hændelser med nøjagtig samme sted, tid og type som en anden: {count:,}. Er de indtastet to gange? Kontrollér dem, og fjern dubletter først.</translation>
    </message>
    <message>
        <location filename="../core/crime/caveats.py" line="174"/>
        <source>{count:,} of {read:,} incidents have no usable place and are in no figure.</source>
        <translation>Hændelser uden brugbart sted, som ikke er med i noget tal: {count:,} af {read:,}.</translation>
    </message>
    <message>
        <location filename="../core/crime/caveats.py" line="180"/>
        <source>Field “{field}”: {count:,} times have an offset from UTC and were put on the clock of {zone}.</source>
        <translation>Felt »{field}«: tider med forskydning fra UTC, stillet efter uret i {zone}: {count:,}.</translation>
    </message>
    <message>
        <location filename="../core/crime/caveats.py" line="183"/>
        <source>Field “{field}” mixes times: {count:,} have an offset from UTC and were put on the clock of {zone}, {plain:,} have none and were taken as written there. Check that both were stored alike.</source>
        <translation>Felt »{field}« blander tider: {count:,} har en forskydning fra UTC og er stillet efter uret i {zone}, {plain:,} har ingen og er taget, som de er skrevet dér. Kontrollér, at begge er gemt på samme måde.</translation>
    </message>
    <message>
        <location filename="../core/crime/local_time.py" line="128"/>
        <source>Field “{field}”: {count} values are not dates and count as unknown ({rows}).</source>
        <translation>Felt »{field}«: værdier, der ikke er datoer og tæller som ukendte: {count} ({rows}).</translation>
    </message>
    <message>
        <location filename="../core/crime/local_time.py" line="138"/>
        <source>Layer “{layer}”, field “{field}”, row {row}: “{text}”. {remedy}</source>
        <translation>Lag »{layer}«, felt »{field}«, række {row}: »{text}«. {remedy}</translation>
    </message>
    <message>
        <location filename="../core/crime/local_time.py" line="146"/>
        <source>Layer “{layer}”, field “{field}”: {count} values are months without a day ({rows}). Leave the field empty to count without times, or make a day of them with the field calculator, such as the month's first.</source>
        <translation>Lag »{layer}«, felt »{field}«: værdier, der er måneder uden dag: {count} ({rows}). Lad feltet stå tomt for at tælle uden tider, eller gør dem til en dag med feltberegneren, fx den første i måneden.</translation>
    </message>
    <message>
        <location filename="../core/crime/local_time.py" line="164"/>
        <source>Layer “{layer}”, field “{field}”: {count} values are times of the day without a date ({rows}). Join date and time in one field with the field calculator, as 2026-01-31 14:30, and choose that.</source>
        <translation>Lag »{layer}«, felt »{field}«: værdier, der er klokkeslæt uden dato: {count} ({rows}). Saml dato og klokkeslæt i ét felt med feltberegneren, som 2026-01-31 14:30, og vælg det.</translation>
    </message>
    <message>
        <location filename="../core/crime/local_time.py" line="170"/>
        <source>Layer “{layer}”, field “{field}”: {count} values are not dates ({rows}). Dates are read as 2024-03-31 14:30 or 31-03-2024 14:30. Choose the field with the dates, or leave it empty.</source>
        <translation>Lag »{layer}«, felt »{field}«: værdier, der ikke er datoer: {count} ({rows}). Datoer læses som 2024-03-31 14:30 eller 31-03-2024 14:30. Vælg feltet med datoerne, eller lad det stå tomt.</translation>
    </message>
    <message>
        <location filename="../core/crime/local_time.py" line="179"/>
        <source>row {row}: “{text}”</source>
        <translation>række {row}: »{text}«</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="103"/>
        <source>This is a month without a day. Write the day as 2026-01-31.</source>
        <translation>Det er en måned uden dag. Skriv dagen som 2026-01-31.</translation>
    </message>
    <message>
        <location filename="../core/imports/rows.py" line="152"/>
        <source>File “{file}”, row {row}, column “{column}”: “{found}”. {remedy}</source>
        <translation>Fil »{file}«, række {row}, kolonne »{column}«: »{found}«. {remedy}</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="113"/>
        <source>place not found</source>
        <translation>sted ikke fundet</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="156"/>
        <source>Row of the file</source>
        <translation>Række i filen</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="156"/>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="158"/>
        <source>These requests are kept without a place. Correct the address, or add it to the layer.</source>
        <translation>Disse henvendelser er beholdt uden sted. Ret adressen, eller tilføj den til laget.</translation>
    </message>
    <message>
        <location filename="../core/logbook/requests.py" line="161"/>
        <source>Addresses not found</source>
        <translation>Adresser, der ikke blev fundet</translation>
    </message>
    <message>
        <location filename="../core/crime/local_time.py" line="152"/>
        <source>Layer “{layer}”, field “{field}”: {count} values are seconds or milliseconds since 1970 ({rows}). Make times of them with the field calculator: datetime_from_epoch(&quot;field&quot;), which takes milliseconds.</source>
        <translation>Lag »{layer}«, felt »{field}«: værdier, der er sekunder eller millisekunder siden 1970: {count} ({rows}). Gør dem til tider med feltberegneren: datetime_from_epoch(&quot;felt&quot;), som tager millisekunder.</translation>
    </message>
    <message>
        <location filename="../core/base/written.py" line="238"/>
        <source>There the month stands before the day, so days such as 01/02/2026 cannot be read safely. Write the days as 2026-01-31, for example with the field calculator: to_date(&quot;field&quot;, &apos;MM/dd/yyyy&apos;), or with a clock of twelve hours to_datetime(&quot;field&quot;, &apos;MM/dd/yyyy hh:mm:ss AP&apos;).</source>
        <translation>Dér står måneden før dagen, så dage som 01/02/2026 kan ikke læses sikkert. Skriv dagene som 2026-01-31, fx med feltberegneren: to_date(&quot;felt&quot;, 'MM/dd/yyyy'), eller med klokkeslæt på tolv timer to_datetime(&quot;felt&quot;, 'MM/dd/yyyy hh:mm:ss AP').</translation>
    </message>
    <message>
        <location filename="../core/editing/findings.py" line="58"/>
        <source>The unit id {unit} occurs {count} times: its residents count as often ({residents:.0f} in all). Give each part its own id and its own numbers.</source>
        <translation>Enheds-id {unit} forekommer {count} gange: dens beboere tæller lige så mange gange ({residents:.0f} i alt). Giv hver del sit eget id og sine egne tal.</translation>
    </message>
    <message>
        <location filename="../core/plan/plan.py" line="165"/>
        <source>Layer “{layer}”, field “{field}”: sector 0 of {count} units is read as no sector. If 0 is a sector, give it another number.</source>
        <translation>Lag »{layer}«, felt »{field}«: sektor 0 for {count} enheder læses som ingen sektor. Er 0 en sektor, så giv den et andet nummer.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="40"/>
        <source>Speeds are constant; lights, stairs and hills are not known. One-way streets bind bicycles only.</source>
        <translation>Hastigheder er konstante; lyskryds, trapper og bakker kendes ikke. Ensrettede gader binder kun cykler.</translation>
    </message>
    <message>
        <location filename="../core/plan/reports/travel_time.py" line="44"/>
        <source>To a unit means to one point inside it, and straight from the nearest road that leads there without crossing other units, railways or waters.</source>
        <translation>Til en enhed vil sige til ét punkt i den, og lige dertil fra den nærmeste vej, der fører dertil uden at krydse andre enheder, jernbaner eller vand.</translation>
    </message>
    <message>
        <location filename="../core/plan/road_network.py" line="186"/>
        <source>The road layer has no lines. Choose the layer of streets and paths.</source>
        <translation>Vejlaget har ingen linjer. Vælg laget med gader og stier.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/overlay.py" line="134"/>
        <source>Districts “{one}” and “{other}” of the index {year} overlap by {area:,.0f} m²: counted once.</source>
        <translation>Distrikterne »{one}« og »{other}« i indekset {year} overlapper med {area:,.0f} m²: talt én gang.</translation>
    </message>
    <message>
        <location filename="../core/safety/index/overlay.py" line="138"/>
        <source>Districts “{one}” and “{other}” of the index {year} overlap by {area:,.0f} m² with different categories: what lies there counts as not known. Correct the layer.</source>
        <translation>Distrikterne »{one}« og »{other}« i indekset {year} overlapper med {area:,.0f} m² og har forskellige kategorier: det, der ligger dér, regnes for ukendt. Ret laget.</translation>
    </message>
    <message>
        <location filename="../core/logbook/sector_sets.py" line="183"/>
        <source>Layer “{layer}”, feature {fid}: sector_id is empty. Give the sector an id.</source>
        <translation>Lag »{layer}«, objekt {fid}: sector_id er tomt. Giv sektoren et id.</translation>
    </message>
    <message>
        <location filename="../core/imports/officers.py" line="128"/>
        <source>A day is given but no sector. Write the sector&apos;s number or name.</source>
        <translation>Der er givet en dag, men ingen sektor. Skriv sektorens nummer eller navn.</translation>
    </message>
    <message>
        <location filename="../core/base/text.py" line="96"/>
        <source>{found} characters, and at most {limit} can be shown. Shorten it.</source>
        <translation>{found} tegn, og der kan højst vises {limit}. Gør teksten kortere.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="92"/>
        <source>This file does not belong to a publication. Take it out of the folder.</source>
        <translation>Filen hører ikke til en udgave. Tag den ud af mappen.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="108"/>
        <source>The publication cannot be made again from this record. Publish it again.</source>
        <translation>Udgaven kan ikke laves igen ud fra denne fortegnelse. Offentliggør den igen.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="113"/>
        <source>The record was changed after it was stamped. Publish it again.</source>
        <translation>Fortegnelsen er ændret, efter at den blev stemplet. Offentliggør den igen.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="118"/>
        <source>Line {line} is not what the record gives. Publish it again.</source>
        <translation>Linje {line} er ikke den, fortegnelsen giver. Offentliggør den igen.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="122"/>
        <source>The background tiles are not those that were published. Publish them again.</source>
        <translation>Baggrundsfliserne er ikke dem, der blev offentliggjort. Offentliggør dem igen.</translation>
    </message>
    <message>
        <location filename="../core/publish/leak_check.py" line="155"/>
        <source>The record holds a text, link, telephone or e-mail that no export writes. Publish it again.</source>
        <translation>Fortegnelsen har en tekst, et link, en telefon eller en e-mail, som ingen eksport skriver. Offentliggør den igen.</translation>
    </message>
    <message>
        <location filename="../core/publish/public_record.py" line="193"/>
        <source>Layer “{layer}”, sector {sector}: {problem}</source>
        <translation>Lag »{layer}«, sektor {sector}: {problem}</translation>
    </message>
    <message>
        <location filename="../core/publish/release.py" line="105"/>
        <source>Folder {path} holds contact data of an earlier edition and could not be removed. Remove it.</source>
        <translation>Mappen {path} har kontaktdata fra en tidligere udgave og kunne ikke fjernes. Fjern den.</translation>
    </message>
    <message>
        <location filename="../core/publish/settings.py" line="59"/>
        <source>“{text}”: {problem}</source>
        <translation>»{text}«: {problem}</translation>
    </message>
    <message>
        <location filename="../core/crime/caveats.py" line="122"/>
        <source>{count:,} incidents end before they begin on the same day: their ends count on the next day, as asked.</source>
        <translation>{count:,} hændelser slutter, før de begynder, på samme dag: deres slutninger tæller på den næste dag, som ønsket.</translation>
    </message>
    <message>
        <location filename="../core/imports/requests.py" line="155"/>
        <source>The end is before the beginning. Correct one of the times; an event that goes on past midnight lasts twelve hours at most.</source>
        <translation>Slutningen er før begyndelsen. Ret en af tiderne; en begivenhed, der går over midnat, varer højst tolv timer.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/near_repeats.py" line="61"/>
        <source>{bands} of {all} bands are notable. First of all: {distance}, {days}, with {ratio} times as many pairs as expected ({observed} against {expected}, adjusted p = {p}).</source>
        <translation>{bands} af {all} bånd er bemærkelsesværdige. Først og fremmest: {distance}, {days}, med {ratio} gange så mange par som forventet ({observed} mod {expected}, justeret p = {p}).</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/near_repeats.py" line="91"/>
        <source>Ratio of observed to expected pairs, and adjusted p; notable bands are marked</source>
        <translation>Forholdet mellem observerede og forventede par og justeret p; bemærkelsesværdige bånd er markeret</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/near_repeats.py" line="23"/>
        <source>Knox test: dates were dealt out anew among the places {count} times (seed {seed}). A band is notable with at least five pairs, 1.2 times as many as expected, and an adjusted p that with its standard error is 0.05 or less. It is adjusted for all bands of the table by their largest statistic in the same permutations (Westfall and Young 1993): where only chance is at work, at most one table in twenty has a notable band.</source>
        <translation>Knox-test: datoerne blev fordelt på ny mellem stederne {count} gange (startværdi {seed}). Et bånd er bemærkelsesværdigt med mindst fem par, 1,2 gange så mange som forventet og en justeret p, der med sin standardfejl er højst 0,05. Den er justeret for alle tabellens bånd efter deres største teststørrelse i de samme permutationer (Westfall og Young 1993): hvor kun tilfældet virker, har højst én tabel ud af tyve et bemærkelsesværdigt bånd.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/evaluation.py" line="195"/>
        <source>Target and comparison differ more than twofold in level: their changes in number are not compared (weighted displacement difference), but their ratios, and the difference is scaled to the target.</source>
        <translation>Indsats- og sammenligningsområde afviger mere end det dobbelte i niveau: ikke deres ændringer i antal sammenlignes (weighted displacement difference), men deres forhold, og forskellen er skaleret til indsatsområdet.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/plan_report.py" line="116"/>
        <source>The smallest drop that would be found four times out of five ({power}) is {drop}: by the rule of the later verdict, where neither the comparison nor the surroundings change.</source>
        <translation>Det mindste fald, der ville blive fundet fire gange ud af fem ({power}), er {drop}: efter den senere konklusions regel, hvor hverken sammenligning eller omgivelser ændrer sig.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="164"/>
        <source>Target against comparison</source>
        <translation>Indsats mod sammenligning</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="165"/>
        <source>With surroundings</source>
        <translation>Med omgivelser</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="172"/>
        <source>Change in percent, with its {confidence} % interval</source>
        <translation>Ændring i procent med {confidence} %-interval</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="197"/>
        <source>below 1: fewer; exact test given the sum of both</source>
        <translation>under 1: færre; eksakt test givet summen af begge</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="201"/>
        <source>above 1: the target did better than the comparison; the verdict is by this</source>
        <translation>over 1: indsatsområdet klarede sig bedre end sammenligningen; konklusionen bygger på dette</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="207"/>
        <source>incidents, scaled to the target; below 0: fewer than by the comparison&apos;s ratio</source>
        <translation>hændelser, skaleret til indsatsområdet; under 0: færre end efter sammenligningens forhold</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="208"/>
        <source>Difference, scaled</source>
        <translation>Forskel, skaleret</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="209"/>
        <source>changes in number, not scaled, as published; for areas of one level</source>
        <translation>ændringer i antal, ikke skaleret, som i litteraturen; for områder på ét niveau</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/report.py" line="211"/>
        <source>the scaled difference, each incident counting its harm</source>
        <translation>den skalerede forskel, hvor hver hændelse tæller sin skade</translation>
    </message>
    <message>
        <location filename="../core/publish/page_words.py" line="81"/>
        <source>Texts “{layer}”: the key “{key}” occurs twice. Keep one row.</source>
        <translation>Tekster »{layer}«: nøglen »{key}« står to gange. Behold én række.</translation>
    </message>
    <message>
        <location filename="../core/publish/page_words.py" line="91"/>
        <source>Texts “{layer}”: {count} languages, and at most {most} fit on the page.</source>
        <translation>Tekster »{layer}«: {count} sprog, og siden har plads til højst {most}.</translation>
    </message>
    <message>
        <location filename="../core/publish/page_words.py" line="111"/>
        <source>Texts “{layer}”, row {row}, column “{column}”: {problem}</source>
        <translation>Tekster »{layer}«, række {row}, kolonne »{column}«: {problem}</translation>
    </message>
    <message>
        <location filename="../core/publish/page_words.py" line="156"/>
        <source>Texts: {keys} are no keys of the page, and no texts of the contacts, events or priorities. Correct them: a text of the data is written as it stands there.</source>
        <translation>Tekster: {keys} er hverken nøgler på siden eller tekster i kontakter, arrangementer eller indsatser. Ret dem: en tekst fra data skrives, som den står der.</translation>
    </message>
    <message>
        <location filename="../core/publish/page_words.py" line="192"/>
        <source>{language} ({code}) lacks {count} of {all} texts, shown in English: {keys}</source>
        <translation>{language} ({code}) mangler {count} af {all} tekster, som vises på engelsk: {keys}</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="128"/>
        <source>For the web editor: {title}</source>
        <translation>Til webredaktøren: {title}</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="132"/>
        <source>Content</source>
        <translation>Indhold</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="141"/>
        <source>Check the folder (checkpublicdata), then copy it to the web server as a whole.</source>
        <translation>Kontrollér mappen (checkpublicdata), og kopiér den så som en helhed til webserveren.</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="142"/>
        <source>The server needs no program, no database and no cookies. The page asks nobody for anything.</source>
        <translation>Serveren behøver intet program, ingen database og ingen cookies. Siden henter intet nogen steder.</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="149"/>
        <source>File</source>
        <translation>Fil</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="149"/>
        <source>Size, kB</source>
        <translation>Størrelse, kB</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="150"/>
        <source>Upload</source>
        <translation>Læg på serveren</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="156"/>
        <source>Say where the page will stand (PUBLIC_URL): code and links are made for that address.</source>
        <translation>Angiv, hvor siden skal stå (PUBLIC_URL): kode og links laves til den adresse.</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="165"/>
        <source>Show the page on another page</source>
        <translation>Vis siden på en anden side</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="161"/>
        <source>The frame may ask for the visitor&apos;s location, share and copy; links to other sites leave it.</source>
        <translation>Rammen må spørge om den besøgendes placering, dele og kopiere; links til andre steder forlader den.</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="162"/>
        <source>If the editor removes allow=&quot;…&quot;, “Use my location” fails in the frame; the address search still works.</source>
        <translation>Fjerner redigeringsprogrammet allow=&quot;…&quot;, virker »Brug min placering« ikke i rammen; adressesøgningen virker stadig.</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="163"/>
        <source>Servers that send X-Frame-Options or frame-ancestors must allow the page that shows the frame.</source>
        <translation>Servere, der sender X-Frame-Options eller frame-ancestors, skal tillade den side, der viser rammen.</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="173"/>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="179"/>
        <source>Links to sectors</source>
        <translation>Links til sektorer</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="186"/>
        <source>Nothing is lacking in any language.</source>
        <translation>Intet mangler på noget sprog.</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="188"/>
        <source>key</source>
        <translation>nøgle</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="196"/>
        <source>Languages</source>
        <translation>Sprog</translation>
    </message>
    <message>
        <location filename="../core/publish/draft_changes.py" line="197"/>
        <source>All texts of the page</source>
        <translation>Alle sidens tekster</translation>
    </message>
    <message>
        <location filename="../core/publish/settings.py" line="69"/>
        <source>A logo says nothing to people who do not see it. Name who publishes.</source>
        <translation>Et logo siger intet til dem, der ikke ser det. Skriv, hvem der udgiver.</translation>
    </message>
    <message>
        <location filename="../core/publish/page_words.py" line="204"/>
        <source>{language} ({code}): texts of the data shown as written: {texts}</source>
        <translation>{language} ({code}): tekster fra data vises, som de er skrevet: {texts}</translation>
    </message>
    <message>
        <location filename="../core/publish/map_geometry.py" line="365"/>
        <source>Layer “{layer}”, feature {fid}: {problem}</source>
        <translation>Lag »{layer}«, objekt {fid}: {problem}</translation>
    </message>
    <message>
        <location filename="../core/publish/map_geometry.py" line="434"/>
        <source>Layer “{layer}” has {count} names near the sectors, more than the {most} that a map can show. Give only districts, stations or places that people know.</source>
        <translation>Lag »{layer}« har {count} navne nær sektorerne, flere end de {most}, et kort kan vise. Angiv kun bydele, stationer eller steder, som folk kender.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="54"/>
        <source>Chance spreads incidents evenly over the ground; where more people are, more incidents are to be expected.</source>
        <translation>Tilfældet spreder hændelser jævnt over grunden; hvor der er flere mennesker, kan flere hændelser ventes.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="177"/>
        <source>Neighbouring cells differ no more than chance has it.</source>
        <translation>Naboceller afviger ikke mere fra hinanden, end tilfældet giver.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="178"/>
        <source>Neighbouring cells differ more than single incidents would by chance (a place is visited again): chance is negative binomial with k = {size}.</source>
        <translation>Naboceller afviger mere fra hinanden, end enkelte hændelser ville tilfældigt (et sted rammes igen): tilfældet er negativt binomialfordelt med k = {size}.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="195"/>
        <source>Local Moran (row-standardised weights, p by the same chance, adjusted p ≤ 0.05): {hh} cells high among high, {hl} high among low, {lh} low among high, {ll} low among low.</source>
        <translation>Lokal Moran (rækkestandardiserede vægte, p efter samme tilfælde, justeret p ≤ 0,05): {hh} celler høje blandt høje, {hl} høje blandt lave, {lh} lave blandt høje, {ll} lave blandt lave.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="205"/>
        <source>Getis-Ord Gi* with binary weights; each cell is its own neighbour. Gi* orders the cells; whether one stands out is told by the exact two-sided p of its neighbourhood&apos;s incidents among as many thrown at random on the ground (Besag and Newell 1991).</source>
        <translation>Getis-Ord Gi* med binære vægte; hver celle er sin egen nabo. Gi* ordner cellerne; om en skiller sig ud, fortæller den eksakte tosidede p for naboskabets hændelser blandt lige så mange, der kastes tilfældigt ud over grunden (Besag og Newell 1991).</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="213"/>
        <source>Adjusted for {cells} tests by the false-discovery rate (Benjamini and Hochberg 1995); hot spots are neighbouring cells with an adjusted p of 0.05 or less and at least five incidents around them; fewer are too few to say.</source>
        <translation>Justeret for {cells} test efter false discovery rate (Benjamini og Hochberg 1995); hot spots er naboceller med en justeret p på højst 0,05 og mindst fem hændelser omkring sig; færre er for få til at sige noget.</translation>
    </message>
    <message>
        <location filename="../core/crime/local_time.py" line="158"/>
        <source>Layer “{layer}”, field “{field}”: {count} values are a spreadsheet's numbers for days ({rows}). Format the column as dates there and save the file again.</source>
        <translation>Lag »{layer}«, felt »{field}«: {count} værdier er et regnearks tal for dage ({rows}). Formatér kolonnen som datoer der, og gem filen igen.</translation>
    </message>
    <message>
        <location filename="../core/imports/cells.py" line="105"/>
        <source>This is a spreadsheet&apos;s number for {day}. Format the column as dates and save it again.</source>
        <translation>Dette er et regnearks tal for {day}. Formatér kolonnen som datoer, og gem igen.</translation>
    </message>
    <message>
        <location filename="../core/crime/caveats.py" line="168"/>
        <source>The incidents on file are from {first} to {last} and do not cover the period {period}.</source>
        <translation>Hændelserne i filen er fra {first} til {last} og dækker ikke perioden {period}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/dossier.py" line="373"/>
        <source>No change is given.</source>
        <translation>Der gives ingen ændring.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/evaluation.py" line="326"/>
        <source>If the file is cut off there, the change is an artefact: complete it, or shorten the period.</source>
        <translation>Er filen skåret af dér, er ændringen kun tilsyneladende: gør den færdig, eller gør perioden kortere.</translation>
    </message>
    <message>
        <location filename="../core/publish/print_sheets.py" line="77"/>
        <source>The contacts hold no published officer of a sector; there is no card to make.</source>
        <translation>Kontakterne rummer ingen offentliggjort betjent med en sektor; der er intet kort at lave.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption.py" line="306"/>
        <source>There is no sector “{sector}” in the new set, or no officer “{officer}”. Correct the pair.</source>
        <translation>Der er ingen sektor »{sector}« i det nye sæt eller ingen betjent »{officer}«. Ret parret.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption.py" line="311"/>
        <source>Sector {sector} has a responsible officer from {day}, who follows it. Change that after the adoption.</source>
        <translation>Sektor {sector} har en ansvarlig fra {day}, som følger med den. Ret det efter vedtagelsen.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption.py" line="419"/>
        <source>Adopted from {day}. {goes_on} sectors go on. New: {new}. Merged or ended: {gone}. Residents whose contact changes: {residents}. Without a responsible officer: {vacant}.</source>
        <translation>Vedtaget fra {day}. {goes_on} sektorer fortsætter. Nye: {new}. Lagt sammen eller ophørt: {gone}. Beboere, hvis kontakt skifter: {residents}. Uden ansvarlig betjent: {vacant}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption.py" line="449"/>
        <source>There is no adopted sector set “{name}”. Check the edition.</source>
        <translation>Der er intet vedtaget sektorsæt »{name}«. Tjek udgaven.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption.py" line="453"/>
        <source>Sector set “{name}” is in force since {start}: it can no longer be taken back. Adopt a new set instead.</source>
        <translation>Sektorsættet »{name}« har været gældende siden {start}: det kan ikke længere tages tilbage. Vedtag et nyt sæt i stedet.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption.py" line="461"/>
        <source>Another set follows “{name}”. Take that one back first.</source>
        <translation>Et andet sæt følger efter »{name}«. Tag det tilbage først.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption.py" line="471"/>
        <source>{name}, taken back {day} ({count})</source>
        <translation>{name}, taget tilbage {day} ({count})</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption.py" line="493"/>
        <source>Taken back before its first day.</source>
        <translation>Taget tilbage før første dag.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="69"/>
        <source>goes on</source>
        <translation>fortsætter</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="70"/>
        <source>split off</source>
        <translation>udskilt</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="72"/>
        <source>merged</source>
        <translation>lagt sammen</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="73"/>
        <source>ended</source>
        <translation>ophørt</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="82"/>
        <source>What changes</source>
        <translation>Hvad der ændres</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="84"/>
        <source>Who is responsible</source>
        <translation>Hvem der er ansvarlig</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="85"/>
        <source>Contacts that change</source>
        <translation>Kontakter, der skifter</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="86"/>
        <source>What can be told</source>
        <translation>Hvad der kan siges</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="87"/>
        <source>What belongs to another sector</source>
        <translation>Hvad der kommer til at høre til en anden sektor</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="91"/>
        <source>Adoption of sector set {name}</source>
        <translation>Vedtagelse af sektorsættet {name}</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="92"/>
        <source>First day</source>
        <translation>Første dag</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="95"/>
        <source>Residents in common are counted by planning units where they were given; else they are spread evenly over the old sectors.</source>
        <translation>Fælles beboere tælles efter planenheder, hvor de er givet; ellers fordeles de jævnt over de gamle sektorer.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="96"/>
        <source>What is written keeps its number and edition. On another day it belongs to the sector that its place lies in, without a place to its sector&apos;s heir.</source>
        <translation>Det skrevne beholder sit nummer og sin udgave. En anden dag hører det til den sektor, som dets sted ligger i, uden sted til sin sektors arving.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="103"/>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="110"/>
        <source>{goes_on} of {count} sectors go on with number and officers. {residents} residents get another contact, or none.</source>
        <translation>{goes_on} af {count} sektorer fortsætter med nummer og betjente. {residents} beboere får en anden kontakt eller ingen.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="119"/>
        <source>Without a responsible officer from the first day: {sectors}.</source>
        <translation>Uden ansvarlig betjent fra første dag: {sectors}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="122"/>
        <source>Responsible today, without a sector from the first day: {officers}.</source>
        <translation>Ansvarlige i dag, uden sektor fra første dag: {officers}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="131"/>
        <source>Earlier sector</source>
        <translation>Tidligere sektor</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="132"/>
        <source>What it is</source>
        <translation>Hvad den er</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="133"/>
        <source>Residents in common</source>
        <translation>Fælles beboere</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="134"/>
        <source>of its residents, %</source>
        <translation>af dens beboere, %</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="135"/>
        <source>of its area, %</source>
        <translation>af dens areal, %</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="136"/>
        <source>of its workload, %</source>
        <translation>af dens belastning, %</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="153"/>
        <source>Before.</source>
        <translation>Før.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="153"/>
        <source>Map of the sectors before</source>
        <translation>Kort over sektorerne før</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="154"/>
        <source>After. A sector that goes on keeps its colour.</source>
        <translation>Efter. En sektor, der fortsætter, beholder sin farve.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="157"/>
        <source>Maps</source>
        <translation>Kort</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="328"/>
        <source>Lineage</source>
        <translation>Slægtskab</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="193"/>
        <source>nobody</source>
        <translation>ingen</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="204"/>
        <source>Responsible</source>
        <translation>Ansvarlig</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="205"/>
        <source>Beside them</source>
        <translation>Ved siden af</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="208"/>
        <source>Sector {sector}: {officer} is proposed, who has known its residents for {days} days on average.</source>
        <translation>Sektor {sector}: {officer} foreslås og har i gennemsnit kendt dens beboere i {days} dage.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="211"/>
        <source>Sector {sector}: {officer} of the same district is proposed.</source>
        <translation>Sektor {sector}: {officer} fra samme distrikt foreslås.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="217"/>
        <source>Proposals for sectors that nobody comes along to:</source>
        <translation>Forslag til sektorer, som ingen følger med til:</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="223"/>
        <source>stays</source>
        <translation>bliver</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="224"/>
        <source>changes</source>
        <translation>skifter</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="225"/>
        <source>gets an officer</source>
        <translation>får en betjent</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="226"/>
        <source>loses the officer</source>
        <translation>mister betjenten</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="251"/>
        <source>From sector</source>
        <translation>Fra sektor</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="232"/>
        <source>Officer before</source>
        <translation>Betjent før</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="233"/>
        <source>Officer after</source>
        <translation>Betjent efter</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="234"/>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="247"/>
        <source>Everything belongs to a sector with the same number.</source>
        <translation>Alt hører til en sektor med samme nummer.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="248"/>
        <source>by its place</source>
        <translation>efter sit sted</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="248"/>
        <source>by its sector&apos;s heir</source>
        <translation>efter sin sektors arving</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="253"/>
        <source>How</source>
        <translation>Hvordan</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="254"/>
        <source>Rows</source>
        <translation>Rækker</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="266"/>
        <source>One column for each set. The wider a line, the more residents of the earlier sector it takes along.</source>
        <translation>Én kolonne for hvert sæt. Jo bredere en linje, desto flere af den tidligere sektors beboere følger med.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="269"/>
        <source>Family tree</source>
        <translation>Stamtræ</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="313"/>
        <source>Family tree of the sectors</source>
        <translation>Sektorernes stamtræ</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="327"/>
        <source>Only one sector set has been adopted: there is nothing to follow yet.</source>
        <translation>Der er kun vedtaget ét sektorsæt: der er intet at følge endnu.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="329"/>
        <source>Lineage of the sectors</source>
        <translation>Sektorernes slægtskab</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="356"/>
        <source>Your officer stays: {officer}. Your sector is {sector}.</source>
        <translation>Din betjent er fortsat {officer}. Din sektor er {sector}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="357"/>
        <source>From {day} {officer} is your police officer. Your sector is {sector}.</source>
        <translation>Fra {day} er {officer} din betjent. Din sektor er {sector}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/adoption_report.py" line="358"/>
        <source>From {day} your sector is {sector}. Until it has an officer of its own, the station answers.</source>
        <translation>Fra {day} er din sektor {sector}. Indtil den har sin egen betjent, svarer stationen.</translation>
    </message>
    <message>
        <location filename="../core/database/access.py" line="51"/>
        <source>Somebody else has changed sector sets or assignments meanwhile. Nothing was adopted: review it again.</source>
        <translation>Andre har ændret sektorsæt eller tildelinger imens. Intet er vedtaget: se det igennem igen.</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="130"/>
        <source>Sector {number} has {count} officers; there should be two at least.</source>
        <translation>Sektor {number} har {count} betjente; der bør være mindst to.</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="165"/>
        <source>Sector {number} covers, but nobody is responsible there.</source>
        <translation>Sektor {number} dækker, men dér er ingen ansvarlig.</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="166"/>
        <source>{name} of sector {number} covers, and is there.</source>
        <translation>{name} fra sektor {number} dækker og er der.</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="167"/>
        <source>{name} of sector {number} covers, but is away as well.</source>
        <translation>{name} fra sektor {number} dækker, men er også væk.</translation>
    </message>
    <message>
        <location filename="../core/logbook/review.py" line="291"/>
        <source>Years are counted across sector sets, as far as a sector went on from set to set.</source>
        <translation>Årene tælles på tværs af sektorsæt, så langt en sektor er fortsat fra sæt til sæt.</translation>
    </message>
    <message>
        <location filename="../core/plan/settings.py" line="91"/>
        <source>“{piece}” is not of the form sector=service number, or names a sector again. Write for example {example}.</source>
        <translation>»{piece}« har ikke formen sektor=tjenestenummer eller nævner en sektor igen. Skriv fx {example}.</translation>
    </message>
    <message>
        <location filename="../core/logbook/duty.py" line="251"/>
        <source>No sector set is in force on {day}. Adopt one, or choose another day.</source>
        <translation>Intet sektorsæt er gældende den {day}. Vedtag et, eller vælg en anden dag.</translation>
    </message>
    <message>
        <location filename="../core/publish/public_record.py" line="226"/>
        <source>{name}, sector {sector}: of “{district}”, but the sector lies in “{other}”</source>
        <translation>{name}, sektor {sector}: fra »{district}«, men sektoren ligger i »{other}«</translation>
    </message>
    <message>
        <location filename="../core/publish/public_record.py" line="263"/>
        <source>Contacts do not fit the map, which may have other numbers than they: {contacts}. Correct either.</source>
        <translation>Kontakterne passer ikke til kortet, som kan have andre numre end de: {contacts}. Ret en af delene.</translation>
    </message>
    <message>
        <location filename="../core/publish/public_record.py" line="250"/>
        <source>{name}, sector {sector}: the place lies in sector {other}</source>
        <translation>{name}, sektor {sector}: stedet ligger i sektor {other}</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="293"/>
        <source>No plan as well balanced has shorter borders: this was proven.</source>
        <translation>Ingen lige så jævn plan har kortere grænser: det er bevist.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="295"/>
        <source>No plan is better by all that was asked for: this was proven. It was not asked for metres alone.</source>
        <translation>Ingen plan er bedre efter alt, hvad der er bedt om: det er bevist. Der blev ikke bedt om meter alene.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="299"/>
        <source>No plan is better by all that was asked for: this was proven. In metres alone, no plan as well balanced has less than {least} km of border, and this one has {border} km, {gap} of which are more than that.</source>
        <translation>Ingen plan er bedre efter alt, hvad der er bedt om: det er bevist. I meter alene har ingen lige så jævn plan under {least} km grænse, og denne har {border} km, hvoraf {gap} er mere end det.</translation>
    </message>
    <message>
        <location filename="../core/balance/reports/plan.py" line="307"/>
        <source>Not proven the best: no plan as well balanced has less than {least} km of border, and this one has {border} km. What could really be saved is at most these {gap}.</source>
        <translation>Ikke bevist den bedste: ingen lige så jævn plan har under {least} km grænse, og denne har {border} km. Det, der faktisk kan spares, er højst disse {gap}.</translation>
    </message>
    <message>
        <location filename="../core/crime/reports/hotspots.py" line="219"/>
        <source>A wide hot area is parted at its peaks, so that each hot spot is a place that can be held. Hot cells with less than half of a peak&apos;s incidents, in them and around them, are in none.</source>
        <translation>Et stort varmt område deles ved sine toppe, så hvert hot spot er et sted, der kan holdes. Varme celler med mindre end halvdelen af en tops hændelser, i dem og omkring dem, er ikke i noget.</translation>
    </message>
    <message>
        <location filename="../core/imports/officers.py" line="228"/>
        <source>Officer {officer} is responsible for this sector from {start} to {end}, and without a column of roles so would be this one. Add the column “Rolle”, and write who is a colleague or a substitute.</source>
        <translation>Betjent {officer} er ansvarlig for denne sektor fra {start} til {end}, og uden en kolonne med roller ville denne også være det. Tilføj kolonnen »Rolle«, og skriv, hvem der er kollega eller stedfortræder.</translation>
    </message>
    <message>
        <location filename="../core/imports/rows.py" line="133"/>
        <source>File “{file}” has no column {missing}. Its headings are: {found}. Name the columns in one row above the data.</source>
        <translation>Filen »{file}« har ingen kolonne {missing}. Dens overskrifter er: {found}. Navngiv kolonnerne i én række over dataene.</translation>
    </message>
    <message>
        <location filename="../core/imports/rows.py" line="166"/>
        <source>There is something to the right of the headings. Give it a heading, or remove it.</source>
        <translation>Der står noget til højre for overskrifterne. Giv det en overskrift, eller fjern det.</translation>
    </message>
    <message>
        <location filename="../core/plan/plan.py" line="178"/>
        <source>Layer “{layer}”, field “{field}”: “{text}” of {count} units is read as the name of a sector. If it means that there is none, empty the value.</source>
        <translation>Lag »{layer}«, felt »{field}«: »{text}« i {count} enheder læses som navnet på en sektor. Betyder det, at der ingen er, så tøm værdien.</translation>
    </message>
    <message>
        <location filename="../core/crime/settings.py" line="147"/>
        <source>“{text}” is not a weekday or span of weekdays. Write them as mon-fri, sat.</source>
        <translation>»{text}« er ingen ugedag eller række af ugedage. Skriv dem som man-fre, lør.</translation>
    </message>
    <message>
        <location filename="../core/crime/settings.py" line="157"/>
        <source>“{text}” is not a span of whole hours. Write it as 22-06 or 8-16.</source>
        <translation>»{text}« er intet tidsrum i hele timer. Skriv det som 22-06 eller 8-16.</translation>
    </message>
</context>
<context>
    <name>CreateSectorDatabase</name>
    <message>
        <location filename="../processing/algorithms/log/create_sector_database.py" line="32"/>
        <source>Create sector database</source>
        <translation>Opret sektordatabase</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/create_sector_database.py" line="40"/>
        <source>QGIS project with forms</source>
        <translation>QGIS-projekt med formularer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/create_sector_database.py" line="41"/>
        <source>QGIS project (*.qgz)</source>
        <translation>QGIS-projekt (*.qgz)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/create_sector_database.py" line="48"/>
        <source>Sectors to adopt</source>
        <translation>Sektorer, der vedtages</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/create_sector_database.py" line="42"/>
        <source>Edition of the sectors, such as 2026-1</source>
        <translation>Sektorernes udgave, som 2026-1</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/create_sector_database.py" line="43"/>
        <source>First day of the sectors (YYYY-MM-DD; today where empty)</source>
        <translation>Sektorernes første dag (ÅÅÅÅ-MM-DD; i dag, hvor tom)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/create_sector_database.py" line="44"/>
        <source>Copy everything from another sector database (backup or move)</source>
        <translation>Kopiér alt fra en anden sektordatabase (sikkerhedskopi eller flytning)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/create_sector_database.py" line="53"/>
        <source>Sector database</source>
        <translation>Sektordatabase</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/create_sector_database.py" line="92"/>
        <source>{count} rows copied from “{source}”, and compared: nothing differs.</source>
        <translation>Rækker kopieret fra »{source}« og sammenlignet: {count}. Intet afviger.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/create_sector_database.py" line="104"/>
        <source>{count} sectors adopted from {day}.</source>
        <translation>Sektorer vedtaget fra {day}: {count}.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/create_sector_database.py" line="119"/>
        <source>The sector database was created.</source>
        <translation>Sektordatabasen blev oprettet.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/create_sector_database.py" line="121"/>
        <source>Brought from version {found} to {version}; all data kept.</source>
        <translation>Bragt fra version {found} til {version}; alle data er bevaret.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/create_sector_database.py" line="123"/>
        <source>The database was up to date already.</source>
        <translation>Databasen var allerede ajour.</translation>
    </message>
</context>
<context>
    <name>CrimeGrid</name>
    <message>
        <location filename="../processing/algorithms/crime/crime_grid.py" line="49"/>
        <source>Count crime on a grid</source>
        <translation>Tæl kriminalitet i et net</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_grid.py" line="54"/>
        <source>Sectors: the grid covers them, and incidents outside are left out</source>
        <translation>Sektorer: nettet dækker dem, og hændelser udenfor udelades</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_grid.py" line="59"/>
        <source>Cell size (m)</source>
        <translation>Cellestørrelse (m)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_grid.py" line="55"/>
        <source>Shape: square, hexagon, or Danish national grid (100, 1000 or 10000 m)</source>
        <translation>Form: kvadrat, sekskant eller Det Danske Kvadratnet (100, 1000 eller 10000 m)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_grid.py" line="65"/>
        <source>Crime grid</source>
        <translation>Kriminalitetsnet</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_grid.py" line="74"/>
        <source>Number of most frequent types with a column of their own</source>
        <translation>Antal hyppigste typer med deres egen kolonne</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_grid.py" line="72"/>
        <source>Field with the sector&apos;s id</source>
        <translation>Felt med sektorens id</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_grid.py" line="73"/>
        <source>Cut the cells along the outer border of the sectors</source>
        <translation>Klip cellerne langs sektorernes yderkant</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_grid.py" line="75"/>
        <source>Count by month, quarter or year as well, in columns of their own</source>
        <translation>Tæl også pr. måned, kvartal eller år, i egne kolonner</translation>
    </message>
</context>
<context>
    <name>CrimeHotspots</name>
    <message>
        <location filename="../processing/algorithms/crime/crime_hotspots.py" line="33"/>
        <source>Find hot spots</source>
        <translation>Find hot spots</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_hotspots.py" line="38"/>
        <source>Grid (made by “Count crime on a grid”, or any polygons)</source>
        <translation>Net (fra »Tæl kriminalitet i et net«, eller vilkårlige polygoner)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_hotspots.py" line="39"/>
        <source>Field with the number of incidents, or with harm</source>
        <translation>Felt med antal hændelser, eller med skade</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_hotspots.py" line="49"/>
        <source>Sectors that own the hot spots</source>
        <translation>Sektorer, som hot spots hører til</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_hotspots.py" line="40"/>
        <source>Fields with the counts of successive periods, oldest first, for the trend</source>
        <translation>Felter med antal i på hinanden følgende perioder, ældste først, til udviklingen</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_hotspots.py" line="55"/>
        <source>Grid with hot spots</source>
        <translation>Net med hot spots</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_hotspots.py" line="56"/>
        <source>Hot spots</source>
        <translation>Hot spots</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_hotspots.py" line="43"/>
        <source>Neighbours: cells that share a side or corner, or cells within a distance</source>
        <translation>Naboer: celler, der deler side eller hjørne, eller celler inden for en afstand</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_hotspots.py" line="44"/>
        <source>Distance between the centres of neighbours (m)</source>
        <translation>Afstand mellem naboers midtpunkter (m)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_hotspots.py" line="45"/>
        <source>Field with the sector&apos;s id</source>
        <translation>Felt med sektorens id</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_hotspots.py" line="87"/>
        <source>Grid</source>
        <translation>Net</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_hotspots.py" line="87"/>
        <source>Made</source>
        <translation>Udarbejdet</translation>
    </message>
    <message>
        <location filename="../core/crime/hotspots.py" line="75"/>
        <source>Grid “{layer}”: {count} of {all} cells have no polygon; at least 3 are needed.</source>
        <translation>Net »{layer}«: {count} af {all} celler har ingen polygon; der skal være mindst 3.</translation>
    </message>
    <message>
        <location filename="../core/crime/hotspots.py" line="98"/>
        <source>Grid “{layer}”, feature {fid}, field “{field}”: a count is missing or negative. Choose a field with a number of zero or more in every cell.</source>
        <translation>Net »{layer}«, objekt {fid}, felt »{field}«: et antal mangler eller er negativt. Vælg et felt med et tal på nul eller derover i hver celle.</translation>
    </message>
</context>
<context>
    <name>CrimeProfile</name>
    <message>
        <location filename="../processing/algorithms/crime/crime_profile.py" line="52"/>
        <source>Describe crime by area</source>
        <translation>Beskriv kriminalitet pr. område</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_profile.py" line="56"/>
        <source>Areas: sectors, exposed areas or any polygons</source>
        <translation>Områder: sektorer, udsatte områder eller vilkårlige polygoner</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_profile.py" line="57"/>
        <source>First day compared with (else a year earlier)</source>
        <translation>Første dag, der sammenlignes med (ellers et år tidligere)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_profile.py" line="58"/>
        <source>Last day compared with (included)</source>
        <translation>Sidste dag, der sammenlignes med (medregnet)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_profile.py" line="59"/>
        <source>Field with the area's id; a field “name” is shown as well</source>
        <translation>Felt med områdets id; et felt »name« vises også</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_profile.py" line="60"/>
        <source>Table of the same numbers</source>
        <translation>Tabel med de samme tal</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_profile.py" line="105"/>
        <source>Incidents</source>
        <translation>Hændelser</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_profile.py" line="105"/>
        <source>Made</source>
        <translation>Udarbejdet</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/crime_profile.py" line="135"/>
        <source>{read} incidents read; {no_place} have no usable place, {elsewhere} lie in no area.</source>
        <translation>{read} hændelser læst; {no_place} har intet brugbart sted, {elsewhere} ligger ikke i noget område.</translation>
    </message>
</context>
<context>
    <name>Database</name>
    <message>
        <location filename="../processing/algorithms/crime/_grid_run.py" line="76"/>
        <source>The database of layer “{layer}” did not count: {reason}</source>
        <translation>Databasen bag lag »{layer}« talte ikke: {reason}</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/_grid_run.py" line="78"/>
        <source>Counted in the database.</source>
        <translation>Talt i databasen.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/_grid_run.py" line="183"/>
        <source>The incidents on the sectors&apos; borders could not be read: {reason}</source>
        <translation>Hændelserne på sektorernes grænser kunne ikke læses: {reason}</translation>
    </message>
    <message>
        <location filename="../processing/framework/database.py" line="53"/>
        <source>Sector database (GeoPackage file *.gpkg, or the name of a PostgreSQL connection)</source>
        <translation>Sektordatabase (GeoPackage-fil *.gpkg eller navnet på en PostgreSQL-forbindelse)</translation>
    </message>
    <message>
        <location filename="../processing/framework/database.py" line="54"/>
        <source>GeoPackage (*.gpkg);;PostgreSQL connection (*)</source>
        <translation>GeoPackage (*.gpkg);;PostgreSQL-forbindelse (*)</translation>
    </message>
    <message>
        <location filename="../processing/framework/database.py" line="146"/>
        <source>it could not be opened for writing (readonly)</source>
        <translation>den kunne ikke åbnes til skrivning (readonly)</translation>
    </message>
    <message>
        <location filename="../processing/framework/database.py" line="148"/>
        <source>it could not be opened for writing (locked)</source>
        <translation>den kunne ikke åbnes til skrivning (locked)</translation>
    </message>
    <message>
        <location filename="../processing/framework/database.py" line="162"/>
        <source>There is no file “{path}”. Choose the sector database, or create it first.</source>
        <translation>Der er ingen fil »{path}«. Vælg sektordatabasen, eller opret den først.</translation>
    </message>
    <message>
        <location filename="../processing/framework/database.py" line="170"/>
        <source>“{name}” is neither a GeoPackage file (*.gpkg) nor a PostgreSQL connection of this QGIS. It knows these: {known}.</source>
        <translation>»{name}« er hverken en GeoPackage-fil (*.gpkg) eller en PostgreSQL-forbindelse i denne QGIS. Den kender disse: {known}.</translation>
    </message>
    <message>
        <location filename="../processing/framework/database.py" line="192"/>
        <source>“{path}” could not be made: {reason} Choose another folder.</source>
        <translation>»{path}« kunne ikke laves: {reason} Vælg en anden mappe.</translation>
    </message>
    <message>
        <location filename="../processing/framework/database.py" line="187"/>
        <source>“{path}” holds a “|”, by which QGIS parts file and layer. Choose another name.</source>
        <translation>»{path}« indeholder et »|«, som QGIS bruger til at skille fil og lag. Vælg et andet navn.</translation>
    </message>
</context>
<context>
    <name>Day</name>
    <message>
        <location filename="../processing/framework/parameters.py" line="167"/>
        <source>Day (YYYY-MM-DD; today where empty)</source>
        <translation>Dag (ÅÅÅÅ-MM-DD; i dag, hvor tom)</translation>
    </message>
    <message>
        <location filename="../processing/framework/parameters.py" line="309"/>
        <source>“{text}” is not a day that can be read. {remedy}</source>
        <translation>»{text}« er ikke en dag, der kan læses. {remedy}</translation>
    </message>
</context>
<context>
    <name>Destinations</name>
    <message>
        <location filename="../processing/framework/files/sink_targets.py" line="174"/>
        <source>The output {path} is also the source layer “{layer}”. A source is never overwritten; choose another file.</source>
        <translation>Outputtet {path} er også kildelaget »{layer}«. En kilde overskrives aldrig; vælg en anden fil.</translation>
    </message>
    <message>
        <location filename="../processing/framework/outputs.py" line="119"/>
        <source>{path} could not be put back: {reason}. It is kept as {copy}; rename that file.</source>
        <translation>{path} kunne ikke lægges tilbage: {reason}. Den er gemt som {copy}; omdøb den fil.</translation>
    </message>
    <message>
        <location filename="../processing/framework/outputs.py" line="132"/>
        <source>The output {path} is a folder. Choose the name of a file.</source>
        <translation>Outputtet {path} er en mappe. Vælg navnet på en fil.</translation>
    </message>
    <message>
        <location filename="../processing/framework/outputs.py" line="139"/>
        <source>{path} could not be written to its end. Nothing was kept. Check that the disk has room.</source>
        <translation>{path} kunne ikke skrives til ende. Intet blev gemt. Kontrollér, at der er plads på disken.</translation>
    </message>
    <message>
        <location filename="../processing/framework/files/sink_targets.py" line="80"/>
        <source>The output {output} names a layer in the way in which layers are read. To add a table to a file, write: {form}</source>
        <translation>Resultatet {output} nævner et lag på den måde, lag læses på. For at føje en tabel til en fil skrives: {form}</translation>
    </message>
    <message>
        <location filename="../processing/framework/files/sink_targets.py" line="121"/>
        <source>Beside the output {path} lies {table}, a table of its own that would be lost. Choose another name.</source>
        <translation>Ved siden af resultatet {path} ligger {table}, en selvstændig tabel, der ville gå tabt. Vælg et andet navn.</translation>
    </message>
    <message>
        <location filename="../processing/framework/files/sink_targets.py" line="130"/>
        <source>The output {path} is a sector database. It is not overwritten, nor any of its tables; choose another file, or add a table of another name: {form}</source>
        <translation>Resultatet {path} er en sektordatabase. Den overskrives ikke, og det gør ingen af dens tabeller; vælg en anden fil, eller tilføj en tabel med et andet navn: {form}</translation>
    </message>
    <message>
        <location filename="../processing/framework/files/sink_targets.py" line="137"/>
        <source>The output {path} holds more than one layer: {tables}. All of it would be replaced by the one. Choose another file, or write one table of it: {form}</source>
        <translation>Resultatet {path} indeholder mere end ét lag: {tables}. Det hele ville blive erstattet af det ene. Vælg en anden fil, eller skriv én tabel i den: {form}</translation>
    </message>
    <message>
        <location filename="../processing/framework/files/sink_targets.py" line="156"/>
        <source>“{first}” and “{second}” would be written to the same place, {path}. Choose a file for each, or a table for each: {form}</source>
        <translation>»{first}« og »{second}« ville blive skrevet til samme sted, {path}. Vælg en fil til hver, eller en tabel til hver: {form}</translation>
    </message>
    <message>
        <location filename="../processing/framework/files/sink_targets.py" line="185"/>
        <source>The output {path} is also an input, “{title}”. Choose another file.</source>
        <translation>Resultatet {path} er også input, »{title}«. Vælg en anden fil.</translation>
    </message>
    <message>
        <location filename="../processing/framework/files/sink_targets.py" line="108"/>
        <source>{path}: a table without places cannot be kept in this format. Choose another, such as .gpkg, .csv or .xlsx.</source>
        <translation>{path}: en tabel uden steder kan ikke gemmes i dette format. Vælg et andet, som .gpkg, .csv eller .xlsx.</translation>
    </message>
</context>
<context>
    <name>DissolveSectors</name>
    <message>
        <location filename="../processing/algorithms/draw/dissolve_sectors.py" line="25"/>
        <source>Dissolve units into sectors</source>
        <translation>Smelt enheder sammen til sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/dissolve_sectors.py" line="31"/>
        <source>Planning units</source>
        <translation>Planenheder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/dissolve_sectors.py" line="29"/>
        <source>Field with the sector (text or whole number)</source>
        <translation>Felt med sektoren (tekst eller helt tal)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/dissolve_sectors.py" line="33"/>
        <source>Sectors</source>
        <translation>Sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/dissolve_sectors.py" line="65"/>
        <source>Units without a sector, left out: {count}.</source>
        <translation>Enheder uden sektor, udeladt: {count}.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/dissolve_sectors.py" line="59"/>
        <source>deviation is from the mean of all sectors.</source>
        <translation>afvigelsen er fra gennemsnittet af alle sektorer.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/dissolve_sectors.py" line="60"/>
        <source>workload and deviation stay empty.</source>
        <translation>belastning og afvigelse bliver tomme.</translation>
    </message>
</context>
<context>
    <name>DockTools</name>
    <message>
        <location filename="../ui/dock/toolbar.py" line="20"/>
        <source>Right button: back to the saved sector. Esc breaks off.</source>
        <translation>Højre knap: tilbage til den gemte sektor. Esc afbryder.</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="22"/>
        <source>Paint</source>
        <translation>Mal</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="22"/>
        <source>Click or drag over units. {back}</source>
        <translation>Klik eller træk over enheder. {back}</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="23"/>
        <source>Rectangle</source>
        <translation>Rektangel</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="23"/>
        <source>Drag a rectangle round units. {back}</source>
        <translation>Træk et rektangel om enheder. {back}</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="24"/>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="24"/>
        <source>Draw a line round units. {back}</source>
        <translation>Tegn en linje om enheder. {back}</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="25"/>
        <source>Push border</source>
        <translation>Skub grænse</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="25"/>
        <source>Click where two sectors meet, move, click. Right button or Esc lets go.</source>
        <translation>Klik, hvor to sektorer mødes, flyt, klik. Højre knap eller Esc slipper.</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="26"/>
        <source>Pick sector</source>
        <translation>Vælg sektor</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="26"/>
        <source>Click the sector to assign to.</source>
        <translation>Klik på den sektor, der skal tildeles.</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="61"/>
        <source>Colour by sector</source>
        <translation>Farv efter sektor</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="62"/>
        <source>Give the units layer one colour a sector.</source>
        <translation>Giv enhedslaget én farve pr. sektor.</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="66"/>
        <source>Lock</source>
        <translation>Lås</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="67"/>
        <source>Lock or unlock the sectors selected in the table.</source>
        <translation>Lås sektorerne, der er markeret i tabellen, eller lås dem op.</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="71"/>
        <source>Carry a plan over</source>
        <translation>Overfør en plan</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="72"/>
        <source>Bring an old plan over to these units, by residents and area.</source>
        <translation>Overfør en gammel plan til disse enheder, efter beboere og areal.</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="74"/>
        <source>Decision record</source>
        <translation>Beslutningslog</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="74"/>
        <source>Show who changed which unit, when and why.</source>
        <translation>Vis, hvem der ændrede hvilken enhed, hvornår og hvorfor.</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="97"/>
        <source>Undo</source>
        <translation>Fortryd</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="97"/>
        <source>Redo</source>
        <translation>Gentag</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="103"/>
        <source>Save the plan</source>
        <translation>Gem planen</translation>
    </message>
    <message>
        <location filename="../ui/dock/toolbar.py" line="104"/>
        <source>Save what was edited in the units layer, and go on editing.</source>
        <translation>Gem det, der er redigeret i laget med enheder, og redigér videre.</translation>
    </message>
</context>
<context>
    <name>DockWishes</name>
    <message>
        <location filename="../ui/dock/dock.py" line="211"/>
        <source>New scenario</source>
        <translation>Nyt scenarie</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.py" line="212"/>
        <source>Field for the copy of “{field}”:</source>
        <translation>Felt til kopien af »{field}«:</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.py" line="214"/>
        <source>Field for the new plan:</source>
        <translation>Felt til den nye plan:</translation>
    </message>
    <message>
        <location filename="../ui/dock/actions.py" line="298"/>
        <source>{units} changed units are in the decision record.</source>
        <translation>Ændrede enheder i beslutningsloggen: {units}.</translation>
    </message>
    <message>
        <location filename="../ui/dock/actions.py" line="344"/>
        <source>Carry over {field} of {layer}</source>
        <translation>Overfør {field} fra {layer}</translation>
    </message>
    <message>
        <location filename="../ui/dock/actions.py" line="348"/>
        <source>{units} units changed. Doubtful and selected: {count} ({which}).</source>
        <translation>Ændrede enheder: {units}. Tvivlsomme og markerede: {count} ({which}).</translation>
    </message>
    <message>
        <location filename="../ui/dock/actions.py" line="201"/>
        <source>Select the sectors to lock in the table first.</source>
        <translation>Markér først sektorerne, der skal låses, i tabellen.</translation>
    </message>
    <message>
        <location filename="../ui/dock/actions.py" line="256"/>
        <source>Choose the scenario to compare with first.</source>
        <translation>Vælg først det scenarie, der skal sammenlignes med.</translation>
    </message>
    <message>
        <location filename="../ui/dock/actions.py" line="280"/>
        <source>Select units on the map, and choose the sector they would join as target.</source>
        <translation>Vælg enheder på kortet, og vælg den sektor, de skulle høre til, som mål.</translation>
    </message>
</context>
<context>
    <name>DrawSectorsFromLines</name>
    <message>
        <location filename="../processing/algorithms/draw/draw_sectors_from_lines.py" line="24"/>
        <source>Draw sectors from lines</source>
        <translation>Tegn sektorer ud fra linjer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/draw_sectors_from_lines.py" line="28"/>
        <source>Lines that divide the area (roads, railways, drawn)</source>
        <translation>Linjer, der deler området (veje, jernbaner, tegnede)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/draw_sectors_from_lines.py" line="31"/>
        <source>Planning units</source>
        <translation>Planenheder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/draw_sectors_from_lines.py" line="34"/>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/draw_sectors_from_lines.py" line="47"/>
        <source>Sectors cut by the lines: {count}.</source>
        <translation>Sektorer skåret af linjerne: {count}.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/draw_sectors_from_lines.py" line="50"/>
        <source>Lines that divide nothing, because they lie outside or end in the middle of the area: {features}.</source>
        <translation>Linjer, der intet deler, fordi de ligger udenfor eller ender midt i området: {features}.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/draw_sectors_from_lines.py" line="29"/>
        <source>Field with today&apos;s plan: sectors that go on keep its numbers</source>
        <translation>Felt med dagens plan: sektorer, der fortsætter, beholder dens numre</translation>
    </message>
</context>
<context>
    <name>DrawSectorsFromSeeds</name>
    <message>
        <location filename="../processing/algorithms/draw/draw_sectors_from_seeds.py" line="24"/>
        <source>Draw sectors from seeds</source>
        <translation>Tegn sektorer ud fra frøpunkter</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/draw_sectors_from_seeds.py" line="28"/>
        <source>Seeds (one point for each sector)</source>
        <translation>Frøpunkter (ét punkt for hver sektor)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/draw_sectors_from_seeds.py" line="29"/>
        <source>Field with the workload to even out (without: nearness alone)</source>
        <translation>Felt med den belastning, der udjævnes (uden: kun nærhed)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/draw_sectors_from_seeds.py" line="32"/>
        <source>Planning units</source>
        <translation>Planenheder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/draw_sectors_from_seeds.py" line="36"/>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/draw_sectors_from_seeds.py" line="49"/>
        <source>Units without a sector, because no seed reaches them over shared borders: {count}. Add a seed there, or give them a sector by hand.</source>
        <translation>Enheder uden sektor, fordi intet frøpunkt når dem over fælles grænser: {count}. Sæt et frøpunkt dér, eller giv dem en sektor i hånden.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/draw_sectors_from_seeds.py" line="30"/>
        <source>Field with today&apos;s plan: sectors that go on keep its numbers</source>
        <translation>Felt med dagens plan: sektorer, der fortsætter, beholder dens numre</translation>
    </message>
</context>
<context>
    <name>Encodings</name>
    <message>
        <location filename="../processing/framework/files/encodings.py" line="46"/>
        <source>“{file}” is read as {encoding}, not as {given}.</source>
        <translation>»{file}« læses som {encoding}, ikke som {given}.</translation>
    </message>
    <message>
        <location filename="../processing/framework/files/encodings.py" line="63"/>
        <source>“{file}” is not in UTF-8. Save it in that encoding.</source>
        <translation>»{file}« er ikke i UTF-8. Gem den i den tegnkodning.</translation>
    </message>
    <message>
        <location filename="../processing/framework/files/encodings.py" line="68"/>
        <source>Layer “{layer}”: the texts of “{file}” are not in {given}, in which they are read. Set {found} as the data source encoding in the layer's properties (Source), or save the file as UTF-8.</source>
        <translation>Lag »{layer}«: teksterne i »{file}« er ikke i {given}, som de læses i. Sæt datakildens tegnkodning til {found} i lagets egenskaber (Kilde), eller gem filen som UTF-8.</translation>
    </message>
    <message>
        <location filename="../processing/framework/files/encodings.py" line="74"/>
        <source>Layer “{layer}”: the texts of “{file}” are not in {given}, in which they are read. Add it again with the encoding {found} (Layer → Add Layer → Add Delimited Text Layer), or save the file as UTF-8.</source>
        <translation>Lag »{layer}«: teksterne i »{file}« er ikke i {given}, som de læses i. Tilføj det igen med tegnkodningen {found} (Lag → Tilføj lag → Tilføj afgrænset tekstlag), eller gem filen som UTF-8.</translation>
    </message>
</context>
<context>
    <name>EvaluateInitiative</name>
    <message>
        <location filename="../processing/algorithms/safety/evaluate_initiative.py" line="53"/>
        <source>Evaluate initiative</source>
        <translation>Evaluér indsats</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/evaluate_initiative.py" line="57"/>
        <source>Displacement area (a ring is made where empty)</source>
        <translation>Forskydningsområde (tomt: der laves en ring)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/evaluate_initiative.py" line="58"/>
        <source>Comparison of the displacement area</source>
        <translation>Sammenligning for forskydningsområdet</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/evaluate_initiative.py" line="59"/>
        <source>Areas among which to look for a comparison</source>
        <translation>Områder at søge en sammenligning blandt</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/evaluate_initiative.py" line="60"/>
        <source>Table of counts instead of incidents (role, before, after)</source>
        <translation>Tabel med antal i stedet for hændelser (role, before, after)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/evaluate_initiative.py" line="61"/>
        <source>Field with the harm of an incident (weight)</source>
        <translation>Felt med en hændelses skade (vægt)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/evaluate_initiative.py" line="62"/>
        <source>Registration of the planned evaluation</source>
        <translation>Registrering af den planlagte evaluering</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/evaluate_initiative.py" line="77"/>
        <source>Measures (table)</source>
        <translation>Mål (tabel)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/evaluate_initiative.py" line="78"/>
        <source>Areas compared</source>
        <translation>Sammenlignede områder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/evaluate_initiative.py" line="92"/>
        <source>Give incidents and a target area, or a table of counts.</source>
        <translation>Angiv hændelser og et indsatsområde, eller en tabel med antal.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="199"/>
        <source>Percentages without counts cannot be judged.</source>
        <translation>Procenter uden antal kan ikke bedømmes.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="156"/>
        <source>Edition</source>
        <translation>Udgave</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="155"/>
        <source>Made</source>
        <translation>Udarbejdet</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="157"/>
        <source>Evaluation of an initiative</source>
        <translation>Evaluering af en indsats</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="186"/>
        <source>The registration&apos;s areas are in {plan}, the target in {here}. Reproject the target to {plan}.</source>
        <translation>Registreringens områder er i {plan}, indsatsområdet i {here}. Reprojicér indsatsområdet til {plan}.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/evaluate_initiative.py" line="64"/>
        <source>Areas that could serve for comparison</source>
        <translation>Områder, der kunne tjene som sammenligning</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/evaluate_initiative.py" line="63"/>
        <source>Name of the initiative in the sector database</source>
        <translation>Indsatsens navn i sektordatabasen</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/evaluate_initiative.py" line="95"/>
        <source>Name the initiative to which the evaluation belongs.</source>
        <translation>Angiv den indsats, evalueringen hører til.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="202"/>
        <source>Nothing was registered: there is no finding.</source>
        <translation>Intet blev registreret: der er intet udfald.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="147"/>
        <source>Registered with the initiative “{name}” in “{database}”.</source>
        <translation>Registreret under indsatsen »{name}« i »{database}«.</translation>
    </message>
</context>
<context>
    <name>Evaluation</name>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="47"/>
        <source>Incidents (points)</source>
        <translation>Hændelser (punkter)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="47"/>
        <source>Target area</source>
        <translation>Indsatsområde</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="48"/>
        <source>Comparison area</source>
        <translation>Sammenligningsområde</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="50"/>
        <source>Before: first day</source>
        <translation>Før: første dag</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="51"/>
        <source>Before: last day (included)</source>
        <translation>Før: sidste dag (medregnet)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="52"/>
        <source>After: first day</source>
        <translation>Efter: første dag</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="53"/>
        <source>After: last day (included)</source>
        <translation>Efter: sidste dag (medregnet)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="66"/>
        <source>Field with the time, or the earliest possible time</source>
        <translation>Felt med tiden, eller det tidligst mulige tidspunkt</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="67"/>
        <source>Field with the latest possible time (used where the other is empty)</source>
        <translation>Felt med det senest mulige tidspunkt (bruges, hvor det andet er tomt)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="68"/>
        <source>Which incidents count (expression; all where empty)</source>
        <translation>Hvilke hændelser der tæller (udtryk; alle, hvor tomt)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="69"/>
        <source>Confidence of the intervals (percent)</source>
        <translation>Konfidensniveau for intervallerne (procent)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="76"/>
        <source>Name of the initiative</source>
        <translation>Indsatsens navn</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="77"/>
        <source>Edition (text in the report)</source>
        <translation>Udgave (tekst i rapporten)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="84"/>
        <source>Ring around the target where displacement is looked for (m; 0 for none)</source>
        <translation>Ring om indsatsområdet, hvor forskydning søges (m; 0 for ingen)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="85"/>
        <source>Weigh areas by their size</source>
        <translation>Vægt områder efter deres størrelse</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="86"/>
        <source>The target was chosen because its level was high</source>
        <translation>Indsatsområdet blev valgt, fordi dets niveau var højt</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_evaluation.py" line="101"/>
        <source>Give all four days, before and after, or none.</source>
        <translation>Angiv alle fire dage, før og efter, eller ingen.</translation>
    </message>
    <message>
        <location filename="../core/safety/evaluation/evaluation.py" line="61"/>
        <source>{count} incidents have no harm weight, or a negative one. Fill them in.</source>
        <translation>Hændelser uden eller med negativ skadevægt: {count}. Udfyld dem.</translation>
    </message>
</context>
<context>
    <name>Executors</name>
    <message>
        <location filename="../processing/framework/parameters.py" line="315"/>
        <source>Processes of this machine to use (number); the result is the same</source>
        <translation>Antal processer på denne maskine; resultatet er det samme</translation>
    </message>
    <message>
        <location filename="../processing/framework/parameters.py" line="316"/>
        <source>Dask scheduler (address; empty for this machine)</source>
        <translation>Dask-planlægger (adresse; tom for denne maskine)</translation>
    </message>
</context>
<context>
    <name>ExplainAssignment</name>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="32"/>
        <source>Explain assignment</source>
        <translation>Forklar tildeling</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="36"/>
        <source>Price of each unit in each sector</source>
        <translation>Prisen for hver enhed i hver sektor</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="52"/>
        <source>Planning units</source>
        <translation>Planenheder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="50"/>
        <source>Workload (any unit)</source>
        <translation>Belastning (vilkårlig enhed)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="54"/>
        <source>Field with the plan</source>
        <translation>Felt med planen</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="49"/>
        <source>Units to explain (ids, such as u0001;u0044)</source>
        <translation>Enheder, der skal forklares (id'er, f.eks. u0001;u0044)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="47"/>
        <source>Or a layer of the units to explain (such as the selected ones)</source>
        <translation>Eller et lag med enhederne, der skal forklares (f.eks. de valgte)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="48"/>
        <source>Sector they would join (empty: every one they border on)</source>
        <translation>Sektor, de ville komme til (tom: hver, de grænser op til)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="58"/>
        <source>Greatest deviation of load (%)</source>
        <translation>Største afvigelse i belastning (%)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="69"/>
        <source>Today&apos;s sector (empty: the plan)</source>
        <translation>Dagens sektor (tom: planen)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="70"/>
        <source>Local police district</source>
        <translation>Lokalpolitidistrikt</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="72"/>
        <source>Locked: sector the unit must be in, or true to stay</source>
        <translation>Låst: den sektor, enheden skal ligge i, eller sand for at blive</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="74"/>
        <source>Group of units that stay together</source>
        <translation>Gruppe af enheder, der holdes sammen</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="63"/>
        <source>Units never together (pairs of ids: u0001|u0044;u0002|u0009)</source>
        <translation>Enheder, der aldrig må være sammen (par af id'er: u0001|u0044;u0002|u0009)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="64"/>
        <source>Fields to balance too</source>
        <translation>Felter, der også skal balanceres</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="65"/>
        <source>Greatest deviation of these fields (%)</source>
        <translation>Største afvigelse for disse felter (%)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="66"/>
        <source>Links (bridges, ferries: lines from unit to unit)</source>
        <translation>Forbindelser (broer, færger: linjer fra enhed til enhed)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="67"/>
        <source>Officers to allocate (0: sectors count alike)</source>
        <translation>Betjente, der skal fordeles (0: sektorer tæller ens)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="80"/>
        <source>Officers per sector at least</source>
        <translation>Mindst antal betjente pr. sektor</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/explain_assignment.py" line="86"/>
        <source>No unit to explain is given. Write ids in UNIT_IDS, or give a layer in CHOSEN.</source>
        <translation>Der er ikke angivet nogen enhed at forklare. Skriv id'er i UNIT_IDS, eller angiv et lag i CHOSEN.</translation>
    </message>
</context>
<context>
    <name>ExportBusinessCards</name>
    <message>
        <location filename="../processing/algorithms/publish/export_business_cards.py" line="26"/>
        <source>Make business cards</source>
        <translation>Lav visitkort</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_business_cards.py" line="35"/>
        <source>Officers&apos; contacts</source>
        <translation>Betjentenes kontakter</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_business_cards.py" line="36"/>
        <source>Edition (such as 2026-1)</source>
        <translation>Udgave (som 2026-1)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_business_cards.py" line="37"/>
        <source>Language of the cards</source>
        <translation>Visitkortenes sprog</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_business_cards.py" line="30"/>
        <source>Cards (a PDF is made beside it)</source>
        <translation>Visitkort (en PDF laves ved siden af)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_business_cards.py" line="31"/>
        <source>Web pages (*.html)</source>
        <translation>Websider (*.html)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_business_cards.py" line="43"/>
        <source>Cards as PDF</source>
        <translation>Visitkort som PDF</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_business_cards.py" line="66"/>
        <source>WeasyPrint is not installed: open the page in a browser and print it at 100 per cent.</source>
        <translation>WeasyPrint er ikke installeret: åbn siden i en browser, og udskriv den i 100 procent.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_business_cards.py" line="32"/>
        <source>Sender: the organisation&apos;s name</source>
        <translation>Afsender: organisationens navn</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_business_cards.py" line="33"/>
        <source>Address of the public page (https)</source>
        <translation>Den offentlige sides adresse (https)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_business_cards.py" line="62"/>
        <source>Without a card, having no sector, or neither telephone nor e-mail: {names}</source>
        <translation>Uden kort, fordi de ingen sektor har, eller hverken telefon eller e-mail: {names}</translation>
    </message>
</context>
<context>
    <name>ExportLeaflets</name>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="36"/>
        <source>Make leaflets and posters</source>
        <translation>Lav foldere og plakater</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="58"/>
        <source>Sectors</source>
        <translation>Sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="59"/>
        <source>Officers&apos; contacts</source>
        <translation>Betjentenes kontakter</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="60"/>
        <source>Edition (such as 2026-1)</source>
        <translation>Udgave (som 2026-1)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="44"/>
        <source>Format (leaflet A4, poster A3)</source>
        <translation>Format (folder A4, plakat A3)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="62"/>
        <source>Language</source>
        <translation>Sprog</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="45"/>
        <source>Address of the public page, for the QR code (https)</source>
        <translation>Adresse på den offentlige side, til QR-koden (https)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="71"/>
        <source>Sheets</source>
        <translation>Ark</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="54"/>
        <source>PDF, a page for each sector (*.pdf);;Pictures, one for each sector (*.png)</source>
        <translation>PDF, en side pr. sektor (*.pdf);;Billeder, ét pr. sektor (*.png)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="46"/>
        <source>Own layout template (.qpt)</source>
        <translation>Egen layoutskabelon (.qpt)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="52"/>
        <source>Water, as background</source>
        <translation>Vand, som baggrund</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="53"/>
        <source>Main roads, as background</source>
        <translation>Hovedveje, som baggrund</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="47"/>
        <source>Sender: the organisation&apos;s name</source>
        <translation>Afsender: organisationens navn</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="48"/>
        <source>Addresses or roads, for the names of streets</source>
        <translation>Adresser eller veje, til vejnavnene</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="49"/>
        <source>Field with the street&apos;s name</source>
        <translation>Felt med vejens navn</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="50"/>
        <source>Accessible leaflets, a web page (a PDF is made beside it)</source>
        <translation>Tilgængelige foldere, en webside (en PDF laves ved siden af)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="51"/>
        <source>Web pages (*.html)</source>
        <translation>Websider (*.html)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="74"/>
        <source>Accessible leaflets as PDF</source>
        <translation>Tilgængelige foldere som PDF</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_leaflets.py" line="103"/>
        <source>WeasyPrint is not installed: the accessible leaflets are a web page, which browsers print on A4.</source>
        <translation>WeasyPrint er ikke installeret: de tilgængelige foldere er en webside, som browsere udskriver på A4.</translation>
    </message>
</context>
<context>
    <name>ExportPublicMap</name>
    <message>
        <location filename="../processing/algorithms/publish/export_public_map.py" line="35"/>
        <source>Publish the sector map</source>
        <translation>Offentliggør sektorkortet</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_public_map.py" line="41"/>
        <source>Sectors</source>
        <translation>Sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_public_map.py" line="42"/>
        <source>Officers&apos; contacts</source>
        <translation>Betjentenes kontakter</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_public_map.py" line="43"/>
        <source>Edition (such as 2026-1)</source>
        <translation>Udgave (som 2026-1)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_public_map.py" line="45"/>
        <source>Language the page opens in</source>
        <translation>Sprog, siden åbner på</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_public_map.py" line="46"/>
        <source>Public events</source>
        <translation>Offentlige begivenheder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_public_map.py" line="47"/>
        <source>Folder of the publication</source>
        <translation>Mappe til udgaven</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="56"/>
        <source>Addresses or roads for the street search</source>
        <translation>Adresser eller veje til gadesøgningen</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="57"/>
        <source>Field with the street&apos;s name</source>
        <translation>Felt med vejnavnet</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="58"/>
        <source>Field with the house number</source>
        <translation>Felt med husnummeret</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="60"/>
        <source>Priorities (you said, we did)</source>
        <translation>Prioriteter (I sagde, vi gjorde)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="61"/>
        <source>Water, as background</source>
        <translation>Vand, som baggrund</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="62"/>
        <source>Main roads, as background</source>
        <translation>Hovedveje, som baggrund</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="100"/>
        <source>Page for booking a traffic control (https)</source>
        <translation>Side til booking af færdselskontrol (https)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="101"/>
        <source>Where the page will stand (https)</source>
        <translation>Hvor siden kommer til at ligge (https)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="115"/>
        <source>Published folder to compare with (if not the same folder)</source>
        <translation>Offentliggjort mappe at sammenligne med (hvis det ikke er samme mappe)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="116"/>
        <source>Generalise boundaries by (metres)</source>
        <translation>Generalisér grænser med (meter)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_public_map.py" line="117"/>
        <source>Without a published officer, shown with the station&apos;s number or 114: {sectors}</source>
        <translation>Uden offentliggjort betjent, vist med stationens nummer eller 114: {sectors}</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_public_map.py" line="121"/>
        <source>Edition {edition}, content {content}: open {page}</source>
        <translation>Udgave {edition}, indhold {content}: åbn {page}</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="102"/>
        <source>Credit for map data, shown at the foot</source>
        <translation>Kreditering af kortdata, vises nederst</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="114"/>
        <source>Largest zoom of the tiles (11 to 17)</source>
        <translation>Flisernes største zoom (11 til 17)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_public_map.py" line="136"/>
        <source>{count} background tiles</source>
        <translation>Baggrundsfliser: {count}</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/export_public_map.py" line="39"/>
        <source>Title of the page (empty: “Find your police officer”)</source>
        <translation>Sidens titel (tom: »Find din betjent«)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="59"/>
        <source>Field with postal code or town</source>
        <translation>Felt med postnummer eller by</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="103"/>
        <source>Who publishes the page</source>
        <translation>Hvem der udgiver siden</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="104"/>
        <source>Their own page (https)</source>
        <translation>Udgiverens egen side (https)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="107"/>
        <source>Accessibility statement (https)</source>
        <translation>Tilgængelighedserklæring (https)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="108"/>
        <source>Data controller and data protection (https)</source>
        <translation>Dataansvarlig og databeskyttelse (https)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="105"/>
        <source>Their address, telephone, e-mail (apart by semicolons)</source>
        <translation>Deres adresse, telefon, e-mail (adskilt af semikolon)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="106"/>
        <source>Their logo (PNG, JPEG or WebP)</source>
        <translation>Deres logo (PNG, JPEG eller WebP)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="109"/>
        <source>Data controller</source>
        <translation>Dataansvarlig</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="110"/>
        <source>Data-protection officer: e-mail, telephone (apart by semicolons)</source>
        <translation>Databeskyttelsesrådgiver: e-mail, telefon (adskilt af semikolon)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="111"/>
        <source>Pictures (*.png *.jpg *.jpeg *.webp);;All files (*.*)</source>
        <translation>Billeder (*.png *.jpg *.jpeg *.webp);;Alle filer (*.*)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="142"/>
        <source>Own texts and further languages (table)</source>
        <translation>Egne tekster og flere sprog (tabel)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="80"/>
        <source>Field with the main roads&apos; names, shown on the map</source>
        <translation>Felt med de større vejes navne, som vises på kortet</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="81"/>
        <source>Districts, shown by name</source>
        <translation>Bydele, som vises med navn</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="82"/>
        <source>Stations, shown by name</source>
        <translation>Stationer, som vises med navn</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="83"/>
        <source>Well-known places, shown by name</source>
        <translation>Kendte steder, som vises med navn</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="84"/>
        <source>Field with the districts&apos; names (empty: name)</source>
        <translation>Felt med bydelenes navne (tomt: navn)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="85"/>
        <source>Field with the stations&apos; names (empty: name)</source>
        <translation>Felt med stationernes navne (tomt: navn)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="86"/>
        <source>Field with the places&apos; names (empty: name)</source>
        <translation>Felt med stedernes navne (tomt: navn)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="112"/>
        <source>Layers for background tiles</source>
        <translation>Lag til baggrundsfliser</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="113"/>
        <source>Style of the tiles</source>
        <translation>Flisernes stil</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="63"/>
        <source>Sector database, for sectors, contacts and events that are not given</source>
        <translation>Sektordatabase, til sektorer, kontakter og arrangementer, der ikke er angivet</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_publication.py" line="200"/>
        <source>Give the sectors, or the sector database that holds them.</source>
        <translation>Angiv sektorerne eller sektordatabasen, der har dem.</translation>
    </message>
</context>
<context>
    <name>FindOfficer</name>
    <message>
        <location filename="../processing/algorithms/log/find_officer.py" line="27"/>
        <source>Find the responsible officer</source>
        <translation>Find den ansvarlige betjent</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/find_officer.py" line="33"/>
        <source>Places (points, such as addresses)</source>
        <translation>Steder (punkter, såsom adresser)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/find_officer.py" line="35"/>
        <source>Places with officers</source>
        <translation>Steder med betjente</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/find_officer.py" line="53"/>
        <source>{count} places lie outside all sectors of that day.</source>
        <translation>Steder uden for alle sektorer den dag: {count}.</translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message>
        <location filename="../ui/panels/findings.py" line="26"/>
        <source>Unassigned</source>
        <translation>Uden sektor</translation>
    </message>
    <message>
        <location filename="../ui/panels/findings.py" line="28"/>
        <source>Detached part</source>
        <translation>Løsreven del</translation>
    </message>
    <message>
        <location filename="../ui/panels/findings.py" line="29"/>
        <source>Enclave</source>
        <translation>Enklave</translation>
    </message>
    <message>
        <location filename="../ui/panels/findings.py" line="30"/>
        <source>Too few officers</source>
        <translation>For få betjente</translation>
    </message>
    <message>
        <location filename="../ui/panels/findings.py" line="31"/>
        <source>Outside tolerance</source>
        <translation>Uden for tolerancen</translation>
    </message>
    <message>
        <location filename="../ui/panels/findings.py" line="46"/>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <location filename="../ui/panels/findings.py" line="46"/>
        <source>What was found</source>
        <translation>Hvad der blev fundet</translation>
    </message>
    <message>
        <location filename="../ui/panels/findings.py" line="50"/>
        <source>Repair…</source>
        <translation>Reparér…</translation>
    </message>
    <message>
        <location filename="../ui/panels/findings.py" line="51"/>
        <source>Show what a repair would move, and what it costs</source>
        <translation>Vis, hvad en reparation ville flytte, og hvad den koster</translation>
    </message>
    <message>
        <location filename="../ui/panels/findings.py" line="52"/>
        <source>These parts are meant</source>
        <translation>Disse dele er tilsigtede</translation>
    </message>
    <message>
        <location filename="../ui/panels/findings.py" line="53"/>
        <source>The sector has islands: expect as many parts as it has now</source>
        <translation>Sektoren har øer: forvent lige så mange dele, som den har nu</translation>
    </message>
    <message>
        <location filename="../ui/panels/findings.py" line="27"/>
        <source>Repeated unit id</source>
        <translation>Gentaget enheds-id</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="194"/>
        <source>Show me how</source>
        <translation>Vis mig hvordan</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="229"/>
        <source>Open planning units</source>
        <translation>Åbn planenheder</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="212"/>
        <source>“{path}” holds no areas that QGIS can read. Choose a layer of polygons.</source>
        <translation>»{path}« rummer ingen arealer, som QGIS kan læse. Vælg et lag med polygoner.</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="230"/>
        <source>Which layer holds the units?</source>
        <translation>Hvilket lag rummer enhederne?</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="242"/>
        <source>The plan in field {field} is open in the dock.</source>
        <translation>Planen i feltet {field} er åben i panelet.</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="244"/>
        <source>Check it</source>
        <translation>Kontrollér den</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="246"/>
        <source>The units carry a workload. Next: balance them into sectors.</source>
        <translation>Enhederne har en belastning. Næste skridt: balancér dem i sektorer.</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="247"/>
        <source>Balance sectors…</source>
        <translation>Balancér sektorer…</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="249"/>
        <source>Next: give the units their residents, incidents and workload.</source>
        <translation>Næste skridt: giv enhederne deres beboere, hændelser og belastning.</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="251"/>
        <source>Build planning units…</source>
        <translation>Byg planenheder…</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="193"/>
        <source>Next: Plugins → Sector Planner → Balance sectors…</source>
        <translation>Næste skridt: Plugins → Sector Planner → Balancér sektorer…</translation>
    </message>
</context>
<context>
    <name>GeneraliseBoundaries</name>
    <message>
        <location filename="../processing/algorithms/draw/generalise_boundaries.py" line="25"/>
        <source>Generalise boundaries</source>
        <translation>Generalisér grænser</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/generalise_boundaries.py" line="29"/>
        <source>How far a border may move (metres)</source>
        <translation>Hvor langt en grænse må flyttes (meter)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/generalise_boundaries.py" line="31"/>
        <source>Sectors</source>
        <translation>Sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/generalise_boundaries.py" line="33"/>
        <source>Generalised sectors</source>
        <translation>Generaliserede sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/generalise_boundaries.py" line="49"/>
        <source>{before} vertices became {after}.</source>
        <translation>{before} knudepunkter blev til {after}.</translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <location filename="../processing/framework/algorithm.py" line="64"/>
        <source>Prepare</source>
        <translation>Forbered</translation>
    </message>
    <message>
        <location filename="../processing/framework/algorithm.py" line="65"/>
        <source>Draw</source>
        <translation>Tegn</translation>
    </message>
    <message>
        <location filename="../processing/framework/algorithm.py" line="66"/>
        <source>Balance</source>
        <translation>Balancér</translation>
    </message>
    <message>
        <location filename="../processing/framework/algorithm.py" line="67"/>
        <source>Crime</source>
        <translation>Kriminalitet</translation>
    </message>
    <message>
        <location filename="../processing/framework/algorithm.py" line="68"/>
        <source>Safety</source>
        <translation>Tryghed</translation>
    </message>
    <message>
        <location filename="../processing/framework/algorithm.py" line="69"/>
        <source>Publish</source>
        <translation>Offentliggør</translation>
    </message>
    <message>
        <location filename="../processing/framework/algorithm.py" line="70"/>
        <source>Log</source>
        <translation>Log</translation>
    </message>
</context>
<context>
    <name>Harm</name>
    <message>
        <location filename="../processing/framework/incidents.py" line="401"/>
        <source>Weights of harm by type (CSV or Excel: type, weight)</source>
        <translation>Skadevægte efter type (CSV eller Excel: type, vægt)</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="412"/>
        <source>Harm is weighed by type: choose the field with the type of crime.</source>
        <translation>Skade vægtes efter type: vælg feltet med kriminalitetstypen.</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="436"/>
        <source>{count} types have no weight of harm and count as none: {types}.</source>
        <translation>Typer uden skadevægt, der tæller som ingen: {types} (i alt {count}).</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="419"/>
        <source>The weights of harm are for none of the types on file. The table has: {types}. {values}</source>
        <translation>Skadevægtene gælder ingen af de registrerede typer. Tabellen har: {types}. {values}</translation>
    </message>
</context>
<context>
    <name>ImportOfficers</name>
    <message>
        <location filename="../processing/algorithms/log/import_officers.py" line="32"/>
        <source>Import officers</source>
        <translation>Importér betjente</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_officers.py" line="62"/>
        <source>{ADDED} officers added, {CHANGED} changed, {UNCHANGED} as they were; {ASSIGNMENTS} assignments; {left} rows left out.</source>
        <translation>{ADDED} betjente tilføjet, {CHANGED} ændret, {UNCHANGED} uændret; {ASSIGNMENTS} tildelinger; {left} rækker udeladt.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_officers.py" line="36"/>
        <source>Officers (CSV, Excel or ODS; with headings)</source>
        <translation>Betjente (CSV, Excel eller ODS; med overskrifter)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_officers.py" line="37"/>
        <source>Template: a list with the headings and no rows, to fill in</source>
        <translation>Skabelon: en liste med overskrifterne og ingen rækker, til at udfylde</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_officers.py" line="44"/>
        <source>Choose the file with the officers, or where a template goes.</source>
        <translation>Vælg filen med betjentene, eller hvor en skabelon skal ligge.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_officers.py" line="69"/>
        <source>Nothing was written. {ADDED} officers would be added, {CHANGED} changed, {UNCHANGED} stay as they are; {ASSIGNMENTS} assignments would be made or ended; {left} rows would be left out.</source>
        <translation>Intet blev skrevet. {ADDED} betjente ville komme til, {CHANGED} blive ændret, {UNCHANGED} forblive, som de er; {ASSIGNMENTS} tildelinger ville begynde eller slutte; {left} rækker ville blive udeladt.</translation>
    </message>
</context>
<context>
    <name>ImportRequests</name>
    <message>
        <location filename="../processing/algorithms/log/import_requests.py" line="33"/>
        <source>Import residents&apos; requests</source>
        <translation>Importér borgerhenvendelser</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_requests.py" line="37"/>
        <source>Requests (CSV, Excel, ODS or JSON)</source>
        <translation>Henvendelser (CSV, Excel, ODS eller JSON)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_requests.py" line="39"/>
        <source>Hot spots of requests</source>
        <translation>Hot spots for henvendelser</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_requests.py" line="48"/>
        <source>Letters that are due</source>
        <translation>Breve, der skal sendes</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_requests.py" line="42"/>
        <source>Report: waiting times and hot spots</source>
        <translation>Rapport: ventetider og hot spots</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_requests.py" line="40"/>
        <source>HTML files (*.html)</source>
        <translation>HTML-filer (*.html)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_requests.py" line="90"/>
        <source>The police</source>
        <translation>Politiet</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_requests.py" line="92"/>
        <source>{count} letters are due.</source>
        <translation>Breve, der skal sendes: {count}.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_requests.py" line="43"/>
        <source>Kind of request, where the file names none</source>
        <translation>Henvendelsens art, hvis filen ikke nævner den</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_requests.py" line="68"/>
        <source>{ADDED} requests added ({DUPLICATES} duplicates, {WITHOUT_SECTOR} outside all sectors, {NOT_FOUND} at an address not found), {CHANGED} changed, {UNCHANGED} as they were; {left} rows left out.</source>
        <translation>{ADDED} henvendelser tilføjet ({DUPLICATES} dubletter, {WITHOUT_SECTOR} uden for alle sektorer, {NOT_FOUND} på en ukendt adresse), {CHANGED} ændret, {UNCHANGED} uændret; {left} rækker udeladt.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_requests.py" line="75"/>
        <source>Nothing was written. {ADDED} requests would be added ({DUPLICATES} duplicates, {WITHOUT_SECTOR} outside all sectors, {NOT_FOUND} at an address not found), {CHANGED} changed, {UNCHANGED} stay as they are; {left} rows would be left out.</source>
        <translation>Intet blev skrevet. {ADDED} henvendelser ville komme til ({DUPLICATES} dubletter, {WITHOUT_SECTOR} uden for alle sektorer, {NOT_FOUND} på en adresse, der ikke findes), {CHANGED} blive ændret, {UNCHANGED} forblive, som de er; {left} rækker ville blive udeladt.</translation>
    </message>
</context>
<context>
    <name>ImportSafetyIndex</name>
    <message>
        <location filename="../processing/algorithms/safety/import_safety_index.py" line="24"/>
        <source>Import safety index</source>
        <translation>Importér tryghedsindeks</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/import_safety_index.py" line="35"/>
        <source>Districts of the index</source>
        <translation>Indeksets distrikter</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/import_safety_index.py" line="28"/>
        <source>Field with the district&apos;s name</source>
        <translation>Felt med distriktets navn</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/import_safety_index.py" line="37"/>
        <source>Table of the index (CSV, Excel)</source>
        <translation>Tabel med indekset (CSV, Excel)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/import_safety_index.py" line="29"/>
        <source>Field with the district&apos;s name in the table</source>
        <translation>Felt med distriktets navn i tabellen</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/import_safety_index.py" line="39"/>
        <source>Field with the category</source>
        <translation>Felt med kategorien</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/import_safety_index.py" line="40"/>
        <source>Field with the year</source>
        <translation>Felt med året</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/import_safety_index.py" line="30"/>
        <source>Names that mean a district (name=district; other name=)</source>
        <translation>Navne, der betyder et distrikt (navn=distrikt; andet navn=)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/import_safety_index.py" line="31"/>
        <source>Year of all rows, where the table has no year</source>
        <translation>År for alle rækker, hvor tabellen intet år har</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/import_safety_index.py" line="32"/>
        <source>Field with the method</source>
        <translation>Felt med metoden</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/import_safety_index.py" line="33"/>
        <source>Field with the value (such as percent unsafe)</source>
        <translation>Felt med værdien (som procent utrygge)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/import_safety_index.py" line="45"/>
        <source>Districts by edition</source>
        <translation>Distrikter efter udgave</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/import_safety_index.py" line="46"/>
        <source>How each name was understood (table)</source>
        <translation>Hvordan hvert navn blev forstået (tabel)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/import_safety_index.py" line="70"/>
        <source>Districts without any row, which stay without data: {names}</source>
        <translation>Distrikter uden nogen række, der forbliver uden data: {names}</translation>
    </message>
</context>
<context>
    <name>ImportWalkFindings</name>
    <message>
        <location filename="../processing/algorithms/log/import_walk_findings.py" line="26"/>
        <source>Import findings of safety walks</source>
        <translation>Importér fund fra tryghedsvandringer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_walk_findings.py" line="30"/>
        <source>Findings (CSV, Excel, ODS or JSON)</source>
        <translation>Fund (CSV, Excel, ODS eller JSON)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_walk_findings.py" line="40"/>
        <source>{ADDED} findings added ({WITHOUT_SECTOR} outside all sectors, {NOT_FOUND} at an address not found), {DUPLICATES} wait to be mended already, {CHANGED} changed, {UNCHANGED} as they were; {left} rows left out.</source>
        <translation>{ADDED} fund tilføjet ({WITHOUT_SECTOR} uden for alle sektorer, {NOT_FOUND} på en ukendt adresse), {DUPLICATES} venter allerede på udbedring, {CHANGED} ændret, {UNCHANGED} som før; {left} rækker udeladt.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/import_walk_findings.py" line="48"/>
        <source>Nothing was written. {ADDED} findings would be added ({WITHOUT_SECTOR} outside all sectors, {NOT_FOUND} at an address not found), {DUPLICATES} wait to be mended already, {CHANGED} would be changed, {UNCHANGED} stay as they are; {left} rows would be left out.</source>
        <translation>Intet blev skrevet. {ADDED} fund ville komme til ({WITHOUT_SECTOR} uden for alle sektorer, {NOT_FOUND} på en adresse, der ikke findes), {DUPLICATES} venter allerede på udbedring, {CHANGED} ville blive ændret, {UNCHANGED} forblive, som de er; {left} rækker ville blive udeladt.</translation>
    </message>
</context>
<context>
    <name>Incidents</name>
    <message>
        <location filename="../processing/framework/parameters.py" line="405"/>
        <source>no field {names}</source>
        <translation>intet felt {names}</translation>
    </message>
    <message>
        <location filename="../processing/framework/parameters.py" line="408"/>
        <source>The expression “{expression}” cannot be used on layer “{layer}”: {reason}.</source>
        <translation>Udtrykket »{expression}« kan ikke bruges på lag »{layer}«: {reason}.</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="309"/>
        <source>Layer “{layer}” has no field “{field}” with the times. It has: {fields}.</source>
        <translation>Lag »{layer}« har intet felt »{field}« med tiderne. Det har: {fields}.</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="58"/>
        <source>Incidents (points)</source>
        <translation>Hændelser (punkter)</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="63"/>
        <source>First day that counts</source>
        <translation>Første dag, der tæller</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="64"/>
        <source>Last day that counts (included)</source>
        <translation>Sidste dag, der tæller (medregnet)</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="74"/>
        <source>Field with the type of crime</source>
        <translation>Felt med kriminalitetstypen</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="75"/>
        <source>Field with the scene</source>
        <translation>Felt med gerningsstedet</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="76"/>
        <source>Field with the method</source>
        <translation>Felt med fremgangsmåden</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="77"/>
        <source>Field with the time, or the earliest possible time</source>
        <translation>Felt med tiden, eller det tidligst mulige tidspunkt</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="78"/>
        <source>Field with the latest possible time</source>
        <translation>Felt med det senest mulige tidspunkt</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="79"/>
        <source>Field with the longitude (degrees), for a table without points</source>
        <translation>Felt med længdegraden (grader), til en tabel uden punkter</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="80"/>
        <source>Field with the latitude (degrees), for a table without points</source>
        <translation>Felt med breddegraden (grader), til en tabel uden punkter</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="148"/>
        <source>Time zone in which the times were written down (IANA name)</source>
        <translation>Tidszone, som tiderne er noteret i (IANA-navn)</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="98"/>
        <source>The incident layer could not be opened. Check that it still exists.</source>
        <translation>Hændelseslaget kunne ikke åbnes. Kontrollér, at det stadig findes.</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="213"/>
        <source>Longitude and latitude belong together. Name both fields, or neither.</source>
        <translation>Længde- og breddegrad hører sammen. Angiv begge felter eller ingen.</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="216"/>
        <source>Layer “{layer}” holds {kind}, not points. Choose a layer of points, or name the fields with longitude and latitude.</source>
        <translation>Lag »{layer}« rummer {kind}, ikke punkter. Vælg et lag med punkter, eller angiv felterne med længde- og breddegrad.</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="239"/>
        <source>Layer “{layer}” has no field “{field}”. It has: {fields}. Choose one of these.</source>
        <translation>Lag »{layer}« har intet felt »{field}«. Det har: {fields}. Vælg et af dem.</translation>
    </message>
    <message>
        <location filename="../processing/framework/incident_stream.py" line="155"/>
        <source>Fields “{x}” and “{y}” hold no usable longitude and latitude.</source>
        <translation>Felterne »{x}« og »{y}« rummer ingen brugbar længde- og breddegrad.</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="188"/>
        <source>A period needs incidents with dates. Choose the field with the time, or no period.</source>
        <translation>En periode kræver hændelser med datoer. Vælg feltet med tiden, eller ingen periode.</translation>
    </message>
    <message>
        <location filename="../processing/framework/incident_stream.py" line="157"/>
        <source>Layer “{layer}” has no incident with a place. Choose another layer.</source>
        <translation>Lag »{layer}« har ingen hændelse med et sted. Vælg et andet lag.</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="154"/>
        <source>An end before its start on the same day is on the next day (else its time is unknown)</source>
        <translation>En slutning før sin start på samme dag ligger på den næste dag (ellers er klokkeslættet ukendt)</translation>
    </message>
    <message>
        <location filename="../processing/framework/parameters.py" line="366"/>
        <source>The expression “{expression}” chooses none of the {count} incidents of layer “{layer}”. {values} Correct it, or leave it empty.</source>
        <translation>Udtrykket »{expression}« udvælger ingen af de {count} hændelser i laget »{layer}«. {values} Ret det, eller lad det stå tomt.</translation>
    </message>
    <message>
        <location filename="../processing/framework/parameters.py" line="385"/>
        <source>Field “{field}” holds: {values}.</source>
        <translation>Feltet »{field}« indeholder: {values}.</translation>
    </message>
    <message>
        <location filename="../processing/framework/incident_stream.py" line="166"/>
        <source>{chosen} of {read} incidents are of the chosen types, weekdays and hours.</source>
        <translation>{chosen} af {read} hændelser er af de valgte typer, ugedage og timer.</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="104"/>
        <source>Only these types (as Robbery; Violence; all where empty)</source>
        <translation>Kun disse typer (som Røveri; Vold; alle, hvor tomt)</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="105"/>
        <source>Only these weekdays (as fri-sat, sun)</source>
        <translation>Kun disse ugedage (som fre-lør, søn)</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="106"/>
        <source>Only these hours (as 22-06, from the weekday on which they begin)</source>
        <translation>Kun disse timer (som 22-06, fra den ugedag, de begynder på)</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="128"/>
        <source>Weekdays and hours need incidents with times. Choose the field with the time.</source>
        <translation>Ugedage og timer kræver hændelser med tidspunkter. Vælg feltet med tidspunktet.</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="135"/>
        <source>Types need a field: choose the field with the type of crime.</source>
        <translation>Typer kræver et felt: vælg feltet med kriminalitetstypen.</translation>
    </message>
    <message>
        <location filename="../processing/framework/incidents.py" line="140"/>
        <source>No incident of layer “{layer}” is of type {types}. {values}</source>
        <translation>Ingen hændelse i laget »{layer}« er af typen {types}. {values}</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <location filename="../processing/framework/layers.py" line="56"/>
        <source>Layer “{layer}” has no coordinate reference system. Set it in the layer's properties.</source>
        <translation>Lag »{layer}« har intet koordinatsystem. Angiv det i lagets egenskaber.</translation>
    </message>
    <message>
        <location filename="../processing/framework/layers.py" line="108"/>
        <source>Layer “{layer}”: {count} geometries could not be read or transformed; treated as missing.</source>
        <translation>Lag »{layer}«: geometrier, der ikke kunne læses eller transformeres og regnes for manglende: {count}.</translation>
    </message>
    <message>
        <location filename="../processing/framework/layers.py" line="179"/>
        <source>Layer “{layer}” has no field “{field}”. It has: {fields}. Choose one of these.</source>
        <translation>Lag »{layer}« har intet felt »{field}«. Det har: {fields}. Vælg et af dem.</translation>
    </message>
    <message>
        <location filename="../processing/framework/layers.py" line="224"/>
        <source>The result could not be transformed from {source} to {target}: {reason}.</source>
        <translation>Resultatet kunne ikke transformeres fra {source} til {target}: {reason}.</translation>
    </message>
    <message>
        <location filename="../processing/framework/layers.py" line="165"/>
        <source>Layer “{layer}” could not be read to its end: {found} of {expected} features came. Check that the file is whole, that its drive is connected, and that no other program is writing to it.</source>
        <translation>Lag »{layer}« kunne ikke læses til ende: der kom {found} af {expected} objekter. Kontrollér, at filen er hel, at dens drev er forbundet, og at intet andet program skriver til den.</translation>
    </message>
    <message>
        <location filename="../processing/framework/layers.py" line="158"/>
        <source>Layer “{layer}”: field “{cut}” is read as “{known}”.</source>
        <translation>Lag »{layer}«: feltet »{cut}« læses som »{known}«.</translation>
    </message>
</context>
<context>
    <name>Leaflets</name>
    <message>
        <location filename="../processing/algorithms/publish/_layouts.py" line="163"/>
        <source>The sheets could not be printed ({problem}). Check the template and the place.</source>
        <translation>Arkene kunne ikke udskrives ({problem}). Kontrollér skabelonen og stedet.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_layouts.py" line="177"/>
        <source>{path} is no layout template. Save one from QGIS&apos;s layout designer (.qpt).</source>
        <translation>{path} er ikke en layoutskabelon. Gem en fra QGIS' layoutdesigner (.qpt).</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_layouts.py" line="181"/>
        <source>No map of {path} is controlled by the atlas. Tick it in the map&apos;s properties.</source>
        <translation>Intet kort i {path} styres af atlasset. Sæt hak ved det i kortets egenskaber.</translation>
    </message>
</context>
<context>
    <name>LocksPanel</name>
    <message>
        <location filename="../ui/panels/locks.py" line="29"/>
        <source>Locked sector</source>
        <translation>Låst sektor</translation>
    </message>
    <message>
        <location filename="../ui/panels/locks.py" line="30"/>
        <source>Locked units</source>
        <translation>Låste enheder</translation>
    </message>
    <message>
        <location filename="../ui/panels/locks.py" line="31"/>
        <source>Keep together</source>
        <translation>Hold sammen</translation>
    </message>
    <message>
        <location filename="../ui/panels/locks.py" line="32"/>
        <source>Never together</source>
        <translation>Aldrig sammen</translation>
    </message>
    <message>
        <location filename="../ui/panels/locks.py" line="48"/>
        <source>Lock</source>
        <translation>Lås</translation>
    </message>
    <message>
        <location filename="../ui/panels/locks.py" line="48"/>
        <source>Of</source>
        <translation>Gælder</translation>
    </message>
    <message>
        <location filename="../ui/panels/locks.py" line="53"/>
        <source>Lock selected units</source>
        <translation>Lås markerede enheder</translation>
    </message>
    <message>
        <location filename="../ui/panels/locks.py" line="54"/>
        <source>Keep selected together</source>
        <translation>Hold markerede sammen</translation>
    </message>
    <message>
        <location filename="../ui/panels/locks.py" line="55"/>
        <source>Never selected together</source>
        <translation>Aldrig markerede sammen</translation>
    </message>
    <message>
        <location filename="../ui/panels/locks.py" line="56"/>
        <source>Remove</source>
        <translation>Fjern</translation>
    </message>
    <message>
        <location filename="../ui/panels/locks.py" line="58"/>
        <source>Select units on the map first, with QGIS&apos;s own selection</source>
        <translation>Markér først enheder på kortet med QGIS' egen udvælgelse</translation>
    </message>
</context>
<context>
    <name>MapTools</name>
    <message>
        <location filename="../ui/canvas/controller.py" line="93"/>
        <source>Sector {sector} is new. Paint its first units.</source>
        <translation>Sektor {sector} er ny. Mal dens første enheder.</translation>
    </message>
    <message>
        <location filename="../ui/canvas/controller.py" line="113"/>
        <source>Take units back</source>
        <translation>Tag enheder tilbage</translation>
    </message>
    <message>
        <location filename="../ui/canvas/controller.py" line="115"/>
        <source>Paint sector {sector}</source>
        <translation>Mal sektor {sector}</translation>
    </message>
    <message>
        <location filename="../ui/canvas/controller.py" line="116"/>
        <source>Rectangle to sector {sector}</source>
        <translation>Rektangel til sektor {sector}</translation>
    </message>
    <message>
        <location filename="../ui/canvas/controller.py" line="117"/>
        <source>Lasso to sector {sector}</source>
        <translation>Lasso til sektor {sector}</translation>
    </message>
    <message>
        <location filename="../ui/canvas/controller.py" line="144"/>
        <source>There is no sector here. Click inside a sector.</source>
        <translation>Her er ingen sektor. Klik inde i en sektor.</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <location filename="../processing/provider.py" line="131"/>
        <source>Plan and publish sectors</source>
        <translation>Planlæg og offentliggør sektorer</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="780"/>
        <source>From raw layers to a published sector map in one run: planning units with their workload, balanced sectors nested in local police districts, officers for each, a crime grid, the safety index over the sectors, a check of the plan, a report, and the public page. Optional layers that are not given are skipped. Open it in the model designer to change any step.</source>
        <translation>Fra rå lag til et offentliggjort sektorkort i én kørsel: planenheder med deres belastning, balancerede sektorer inden for lokalpolitidistrikterne, betjente til hver, et kriminalitetsnet, tryghedsindekset over sektorerne, en kontrol af planen, en rapport og den offentlige side. Valgfrie lag, der ikke angives, springes over. Åbn modellen i modeldesigneren for at ændre et trin.</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="965"/>
        <source>Models</source>
        <translation>Modeller</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="758"/>
        <source>Cell size of the crime grid (m)</source>
        <translation>Kriminalitetsnettets cellestørrelse (m)</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="596"/>
        <source>Contacts (officers by sector)</source>
        <translation>Kontakter (betjente pr. sektor)</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="989"/>
        <source>Local police district of a unit</source>
        <translation>En enheds lokalpolitidistrikt</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1000"/>
        <source>Sectors per district (such as North East=9;North West=5)</source>
        <translation>Sektorer pr. distrikt (som North East=9;North West=5)</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="843"/>
        <source>Edition (stamp of everything that is published)</source>
        <translation>Udgave (stemplet på alt, der offentliggøres)</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1031"/>
        <source>Exposed housing areas</source>
        <translation>Udsatte boligområder</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="810"/>
        <source>Incident happened from (time)</source>
        <translation>Hændelsen skete fra (tid)</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="884"/>
        <source>Incidents</source>
        <translation>Hændelser</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1057"/>
        <source>Links over water (bridges, ferries: lines)</source>
        <translation>Forbindelser over vand (broer, færger: linjer)</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="849"/>
        <source>Method of an incident</source>
        <translation>En hændelses fremgangsmåde</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1095"/>
        <source>Officers to share out</source>
        <translation>Betjente, der skal fordeles</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1110"/>
        <source>Weight of a special place</source>
        <translation>Et særligt steds vægt</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="876"/>
        <source>Residents of a unit</source>
        <translation>En enheds beboere</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="978"/>
        <source>Category of the safety index</source>
        <translation>Tryghedsindeksets kategori</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="992"/>
        <source>Safety index districts</source>
        <translation>Tryghedsindeksets distrikter</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="1005"/>
        <source>Edition (year) of the safety index</source>
        <translation>Tryghedsindeksets udgave (år)</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="901"/>
        <source>Scene of an incident</source>
        <translation>En hændelses gerningssted</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1136"/>
        <source>Number of sectors, where there are no districts</source>
        <translation>Antal sektorer, hvor der ingen distrikter er</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1165"/>
        <source>Special places</source>
        <translation>Særlige steder</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="942"/>
        <source>Incident happened to (time)</source>
        <translation>Hændelsen skete til (tid)</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="956"/>
        <source>Type of an incident</source>
        <translation>En hændelses type</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="1098"/>
        <source>Planning units (any polygons)</source>
        <translation>Planenheder (vilkårlige polygoner)</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1289"/>
        <source>Findings</source>
        <translation>Fund</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="982"/>
        <source>Grid</source>
        <translation>Net</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1325"/>
        <source>Plan units</source>
        <translation>Planens enheder</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="813"/>
        <source>Public folder</source>
        <translation>Offentlig mappe</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1342"/>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="1210"/>
        <source>Safety</source>
        <translation>Tryghed</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1360"/>
        <source>Sectors</source>
        <translation>Sektorer</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="910"/>
        <source>Main roads (context of the public map)</source>
        <translation>Hovedveje (baggrund på det offentlige kort)</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="1056"/>
        <source>Title of the public map (empty: the usual one)</source>
        <translation>Det offentlige korts titel (tom: den sædvanlige)</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="1111"/>
        <source>Water (context of the public map)</source>
        <translation>Vand (baggrund på det offentlige kort)</translation>
    </message>
    <message>
        <location filename="../processing/provider.py" line="132"/>
        <source>Publish an edition</source>
        <translation>Offentliggør en udgave</translation>
    </message>
    <message>
        <location filename="../processing/provider.py" line="133"/>
        <source>Assess the quarter</source>
        <translation>Vurdér kvartalet</translation>
    </message>
    <message>
        <location filename="../processing/provider.py" line="134"/>
        <source>Rebalance and compare</source>
        <translation>Balancér igen og sammenlign</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="581"/>
        <source>Everything that goes out with an edition: the public map, leaflets or posters, and business cards, all from the same sectors and contacts. A draft is made and checked first; where the check finds a leak, a contact past its review date or a forbidden text, the run stops with the reasons and nothing is published. The log says what is new, changed and gone since the edition that was out, and that edition is kept beside the new one. Layers that are not given are left out.</source>
        <translation>Alt, hvad der sendes ud med en udgave: det offentlige kort, foldere eller plakater og visitkort, alle af de samme sektorer og kontakter. Først laves og kontrolleres en kladde; finder kontrollen en lækage, en kontakt, hvis revisionsdato er passeret, eller en forbudt tekst, standser kørslen med grundene, og intet offentliggøres. Loggen siger, hvad der er nyt, ændret og væk siden den udgave, der var ude, og den gemmes ved siden af den nye. Lag, der ikke er givet, udelades.</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="606"/>
        <source>Edition (such as 2026-1)</source>
        <translation>Udgave (såsom 2026-1)</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="620"/>
        <source>Public events</source>
        <translation>Offentlige arrangementer</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="630"/>
        <source>Texts that must not be published (one a line)</source>
        <translation>Tekster, der ikke må offentliggøres (én pr. linje)</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="642"/>
        <source>Sheets (leaflet A4, poster A3)</source>
        <translation>Ark (folder A4, plakat A3)</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="658"/>
        <source>Language of page and sheets</source>
        <translation>Sprog på side og ark</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="676"/>
        <source>Main roads, as background</source>
        <translation>Hovedveje, som baggrund</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="689"/>
        <source>Answers to residents (you said, we did)</source>
        <translation>Svar til borgerne (I sagde, vi gjorde)</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="699"/>
        <source>Where the page will stand (https; for the QR codes)</source>
        <translation>Hvor siden skal stå (https; til QR-koderne)</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="711"/>
        <source>Published folder to compare with (if not the same folder)</source>
        <translation>Offentliggjort mappe at sammenligne med (hvis ikke den samme)</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="736"/>
        <source>Title of the page (empty: the usual one)</source>
        <translation>Sidens titel (tom: den sædvanlige)</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="750"/>
        <source>Water, as background</source>
        <translation>Vand, som baggrund</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="761"/>
        <source>Cards</source>
        <translation>Visitkort</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="778"/>
        <source>Check report</source>
        <translation>Kontrolrapport</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="829"/>
        <source>Sheets</source>
        <translation>Ark</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="731"/>
        <source>The quarterly routine in one run: the threat assessment of the exposed areas, the crime grid and the hot spots of the quarter with the sectors and officers that own them, and a report on every sector against the same quarter a year before. Layers that are not given are left out: without planning units there are no rates per resident. Keep the notes it writes, fill them in, and give them back next quarter. Open it in the model designer to change any step.</source>
        <translation>Kvartalets rutine i én kørsel: trusselsvurderingen af de udsatte boligområder, kvartalets kriminalitetsnet og hot spots med de sektorer og betjente, de hører til, og en rapport om hver sektor holdt op mod samme kvartal året før. Lag, der ikke er givet, udelades: uden planenheder er der ingen tal pr. beboer. Gem de noter, den skriver, udfyld dem, og giv dem med næste kvartal. Åbn den i modelbyggeren for at ændre et trin.</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="746"/>
        <source>Name of an exposed area</source>
        <translation>Et udsat områdes navn</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="773"/>
        <source>Contacts, for the officers who own the hot spots</source>
        <translation>Kontakter, til de betjente, som hot spots hører til</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="783"/>
        <source>Edition (stamp of the reports)</source>
        <translation>Udgave (rapporternes stempel)</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="821"/>
        <source>Which incidents are gang-related (expression; empty: not told apart)</source>
        <translation>Hvilke hændelser er banderelaterede (udtryk; tomt: der skelnes ikke)</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="836"/>
        <source>Incidents (points with type and time)</source>
        <translation>Hændelser (punkter med type og tid)</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="863"/>
        <source>Your notes of earlier quarters (table)</source>
        <translation>Dine noter fra tidligere kvartaler (tabel)</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="887"/>
        <source>Quarter (such as 2026-Q3; empty: the last that has ended)</source>
        <translation>Kvartal (såsom 2026-Q3; tomt: det senest afsluttede)</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="915"/>
        <source>Sectors in force</source>
        <translation>Gældende sektorer</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="928"/>
        <source>Number or name of a sector</source>
        <translation>En sektors nummer eller navn</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="970"/>
        <source>Planning units, for the residents of areas and sectors</source>
        <translation>Planenheder, til områders og sektorers beboere</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="1000"/>
        <source>Hot spots</source>
        <translation>Hot spots</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="1017"/>
        <source>Hot spots report</source>
        <translation>Rapport om hot spots</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="1034"/>
        <source>Sector PDF</source>
        <translation>Sektorer som PDF</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="1051"/>
        <source>Sector report</source>
        <translation>Sektorrapport</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="1069"/>
        <source>Sector table</source>
        <translation>Sektortabel</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="1087"/>
        <source>Threat areas</source>
        <translation>Vurderede områder</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="1105"/>
        <source>Threat notes</source>
        <translation>Noter til områderne</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="1122"/>
        <source>Threat PDF</source>
        <translation>Trusselsvurdering som PDF</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="1139"/>
        <source>Threat report</source>
        <translation>Trusselsvurdering</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="1157"/>
        <source>Threat types</source>
        <translation>Hændelser efter område og type</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="961"/>
        <source>Today&apos;s plan with new figures: the units are measured anew, today&apos;s sectors are checked and manned with the new workload, then rebalanced so that few residents change officer, checked and manned again, and both plans are compared. Units carry both plans afterwards: sector_before and sector_id. Nothing of today&apos;s plan is overwritten. Layers that are not given are left out. Open it in the model designer to change any step.</source>
        <translation>Dagens plan med nye tal: enhederne måles på ny, dagens sektorer kontrolleres og bemandes med den nye belastning, balanceres så om, så få beboere skifter betjent, kontrolleres og bemandes igen, og begge planer sammenlignes. Enhederne bærer bagefter begge planer: sector_before og sector_id. Intet af dagens plan overskrives. Lag, der ikke er givet, udelades. Åbn den i modelbyggeren for at ændre et trin.</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="974"/>
        <source>Weight of continuity with today&apos;s sectors (0: none, 1: as usual)</source>
        <translation>Vægt af kontinuitet med dagens sektorer (0: ingen, 1: som sædvanlig)</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1012"/>
        <source>Effort</source>
        <translation>Grundighed</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1044"/>
        <source>Incidents (new figures)</source>
        <translation>Hændelser (nye tal)</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1070"/>
        <source>Units that stay where they are (true), or must be in a sector (its number)</source>
        <translation>Enheder, der bliver, hvor de er (sand), eller skal i en sektor (dens nummer)</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1082"/>
        <source>Residents who may change sector at most (%)</source>
        <translation>Beboere, der højst må skifte sektor (%)</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1124"/>
        <source>Residents of a unit (new figures)</source>
        <translation>En enheds beboere (nye tal)</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1151"/>
        <source>Today&apos;s sector of a unit</source>
        <translation>En enheds sektor i dag</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1176"/>
        <source>Greatest deviation of load per officer (%)</source>
        <translation>Største afvigelse i belastning pr. betjent (%)</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1191"/>
        <source>Planning units with today&apos;s plan</source>
        <translation>Planenheder med dagens plan</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1203"/>
        <source>Changed units</source>
        <translation>Ændrede enheder</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1220"/>
        <source>Check after</source>
        <translation>Kontrol efter</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1237"/>
        <source>Check before</source>
        <translation>Kontrol før</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1254"/>
        <source>Comparison</source>
        <translation>Sammenligning</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1271"/>
        <source>Comparison PDF</source>
        <translation>Sammenligning som PDF</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1307"/>
        <source>Findings before</source>
        <translation>Fund før</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1378"/>
        <source>Sectors before</source>
        <translation>Sektorer før</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="1396"/>
        <source>Transitions</source>
        <translation>Overgange</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="790"/>
        <source>Allocate officers</source>
        <translation>Fordel betjente</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="83"/>
        <source>Equal load per officer, connected, nested in the local police districts.</source>
        <translation>Lige stor belastning pr. betjent, sammenhængende, inden for lokalpolitidistrikterne.</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="91"/>
        <source>Balance sectors</source>
        <translation>Balancér sektorer</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="205"/>
        <source>Residents, crime, exposed areas and special places become one workload for every unit.</source>
        <translation>Beboere, kriminalitet, udsatte områder og særlige steder bliver til én belastning for hver enhed.</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="213"/>
        <source>Build planning units</source>
        <translation>Byg planenheder</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="277"/>
        <source>Check sectors</source>
        <translation>Kontrollér sektorer</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="617"/>
        <source>Dissolve sectors</source>
        <translation>Smelt enheder sammen til sektorer</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="416"/>
        <source>Make crime grid</source>
        <translation>Tæl kriminalitet i et net</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="518"/>
        <source>Without a safety index the next step is left out.</source>
        <translation>Uden et tryghedsindeks udelades næste trin.</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="526"/>
        <source>Is there a safety index?</source>
        <translation>Er der et tryghedsindeks?</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="545"/>
        <source>One page, a map file and a contacts table, all of the same edition.</source>
        <translation>Én side, en kortfil og en kontakttabel, alle af samme udgave.</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="553"/>
        <source>Export public map</source>
        <translation>Offentliggør sektorkortet</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="644"/>
        <source>Overlay the safety index</source>
        <translation>Overlejr tryghedsindekset</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="725"/>
        <source>3 Check the plan</source>
        <translation>3 Kontrollér planen</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="736"/>
        <source>4 Crime and safety</source>
        <translation>4 Kriminalitet og tryghed</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="747"/>
        <source>1 Measure the units</source>
        <translation>1 Mål enhederne</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="758"/>
        <source>5 Publish</source>
        <translation>5 Offentliggør</translation>
    </message>
    <message>
        <location filename="../resources/models/plan_and_publish.model3" line="769"/>
        <source>2 Draw and man the sectors</source>
        <translation>2 Tegn og bemand sektorerne</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="18"/>
        <source>Make business cards</source>
        <translation>Lav visitkort</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="87"/>
        <source>A finding stops the run here: nothing has been published yet.</source>
        <translation>Et fund standser kørslen her: endnu er intet offentliggjort.</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="95"/>
        <source>Check the draft</source>
        <translation>Kontrollér kladden</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="136"/>
        <source>Make a draft</source>
        <translation>Lav en kladde</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="221"/>
        <source>The edition that was out is kept beside it.</source>
        <translation>Den udgave, der var ude, gemmes ved siden af.</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="229"/>
        <source>Publish the sector map</source>
        <translation>Offentliggør sektorkortet</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="346"/>
        <source>Outlines only: gaps, overlaps, broken shapes. The load belongs to the plan.</source>
        <translation>Kun omrids: huller, overlap, ugyldige former. Belastningen hører til planen.</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="354"/>
        <source>Check the sectors</source>
        <translation>Kontrollér sektorerne</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="451"/>
        <source>Make leaflets or posters</source>
        <translation>Lav foldere eller plakater</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="548"/>
        <source>1 Check before publishing</source>
        <translation>1 Kontrollér før offentliggørelsen</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="559"/>
        <source>3 Print</source>
        <translation>3 Tryk</translation>
    </message>
    <message>
        <location filename="../resources/models/publish_edition.model3" line="570"/>
        <source>2 Public map</source>
        <translation>2 Offentligt kort</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="18"/>
        <source>Count crime on a grid</source>
        <translation>Tæl kriminalitet i et net</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="130"/>
        <source>Held against the same quarter a year before.</source>
        <translation>Holdt op mod samme kvartal året før.</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="138"/>
        <source>Describe crime by sector</source>
        <translation>Beskriv kriminalitet pr. sektor</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="294"/>
        <source>As you wrote it, or the last quarter that has ended today.</source>
        <translation>Som du skrev det, ellers det senest afsluttede kvartal.</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="302"/>
        <source>Which quarter</source>
        <translation>Hvilket kvartal</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="342"/>
        <source>Find hot spots</source>
        <translation>Find hot spots</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="444"/>
        <source>Against sector, station, and the same quarter of earlier years. Small numbers are called too few to say.</source>
        <translation>Holdt op mod sektoren, stationen og samme kvartal i tidligere år. Små tal kaldes for få til at sige noget.</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="452"/>
        <source>Assess threat in exposed areas</source>
        <translation>Vurdér trusler i udsatte områder</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="687"/>
        <source>1 The quarter</source>
        <translation>1 Kvartalet</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="698"/>
        <source>2 Exposed areas</source>
        <translation>2 Udsatte områder</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="709"/>
        <source>4 Every sector</source>
        <translation>4 Hver sektor</translation>
    </message>
    <message>
        <location filename="../resources/models/quarterly_threat.model3" line="720"/>
        <source>3 Where crime gathers</source>
        <translation>3 Hvor kriminaliteten samler sig</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="10"/>
        <source>Residents keep their officer where the load allows it.</source>
        <translation>Beboerne beholder deres betjent, hvor belastningen tillader det.</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="18"/>
        <source>Rebalance with continuity</source>
        <translation>Balancér igen med kontinuitet</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="176"/>
        <source>Check the new plan</source>
        <translation>Kontrollér den nye plan</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="299"/>
        <source>Check today&apos;s plan</source>
        <translation>Kontrollér dagens plan</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="414"/>
        <source>How many residents change officer, where, and between which sectors.</source>
        <translation>Hvor mange beboere der skifter betjent, hvor, og mellem hvilke sektorer.</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="422"/>
        <source>Compare the plans</source>
        <translation>Sammenlign planerne</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="650"/>
        <source>The new plan stands beside it, in sector_id.</source>
        <translation>Den nye plan står ved siden af, i sector_id.</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="658"/>
        <source>Keep today&apos;s plan as sector_before</source>
        <translation>Gem dagens plan som sector_before</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="863"/>
        <source>Measure the units anew</source>
        <translation>Mål enhederne på ny</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="917"/>
        <source>2 Today&apos;s plan</source>
        <translation>2 Dagens plan</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="928"/>
        <source>4 Before and after</source>
        <translation>4 Før og efter</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="939"/>
        <source>1 New figures</source>
        <translation>1 Nye tal</translation>
    </message>
    <message>
        <location filename="../resources/models/rebalance_and_compare.model3" line="950"/>
        <source>3 The new plan</source>
        <translation>3 Den nye plan</translation>
    </message>
</context>
<context>
    <name>NationalGrid</name>
    <message>
        <location filename="../processing/algorithms/prepare/national_grid.py" line="29"/>
        <source>Draw the Danish national grid</source>
        <translation>Tegn Det Danske Kvadratnet</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/national_grid.py" line="33"/>
        <source>Layer whose extent the grid covers</source>
        <translation>Lag, hvis udstrækning nettet dækker</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/national_grid.py" line="36"/>
        <source>Cell size</source>
        <translation>Cellestørrelse</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/national_grid.py" line="37"/>
        <source>National grid</source>
        <translation>Kvadratnet</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/national_grid.py" line="55"/>
        <source>Layer “{layer}” has no place on the ground. Choose another layer.</source>
        <translation>Lag »{layer}« har intet sted på jorden. Vælg et andet lag.</translation>
    </message>
</context>
<context>
    <name>NearRepeats</name>
    <message>
        <location filename="../processing/algorithms/crime/near_repeats.py" line="54"/>
        <source>Find near repeats</source>
        <translation>Find gentagelser i nærheden</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/near_repeats.py" line="59"/>
        <source>Distance bands (upper ends, m; 0 is the same place)</source>
        <translation>Afstandsbånd (øvre grænser, m; 0 er samme sted)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/near_repeats.py" line="60"/>
        <source>Day bands (upper ends, whole days)</source>
        <translation>Dagsbånd (øvre grænser, hele dage)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/near_repeats.py" line="61"/>
        <source>Sectors, to name those of linked incidents</source>
        <translation>Sektorer, så de sammenkædede hændelsers sektor kan nævnes</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/near_repeats.py" line="62"/>
        <source>Permutations (number)</source>
        <translation>Permutationer (antal)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/near_repeats.py" line="63"/>
        <source>Seed of the permutations</source>
        <translation>Permutationernes startværdi</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/near_repeats.py" line="64"/>
        <source>Field with the sector&apos;s id</source>
        <translation>Felt med sektorens id</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/near_repeats.py" line="77"/>
        <source>Knox table</source>
        <translation>Knox-tabel</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/near_repeats.py" line="78"/>
        <source>Linked incidents</source>
        <translation>Sammenkædede hændelser</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/near_repeats.py" line="87"/>
        <source>Near repeats need a field with dates. Choose the field with the time.</source>
        <translation>Gentagelser i nærheden kræver et felt med datoer. Vælg feltet med tiden.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/near_repeats.py" line="114"/>
        <source>Incidents</source>
        <translation>Hændelser</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/near_repeats.py" line="115"/>
        <source>Without place or time</source>
        <translation>Uden sted eller tid</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/near_repeats.py" line="116"/>
        <source>Made</source>
        <translation>Udarbejdet</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/crime/near_repeats.py" line="132"/>
        <source>{count} incidents without a usable place or time are left out.</source>
        <translation>Hændelser uden brugbart sted eller tid, udeladt: {count}.</translation>
    </message>
</context>
<context>
    <name>Officers</name>
    <message>
        <location filename="../processing/framework/database.py" line="222"/>
        <source>Officers (sector_id, role, name): the responsible ones are named</source>
        <translation>Betjente (sector_id, role, name): de ansvarlige nævnes</translation>
    </message>
</context>
<context>
    <name>Parameters</name>
    <message>
        <location filename="../processing/framework/parameters.py" line="221"/>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <location filename="../processing/framework/parameters.py" line="221"/>
        <source>HTML files (*.html)</source>
        <translation>HTML-filer (*.html)</translation>
    </message>
    <message>
        <location filename="../processing/framework/parameters.py" line="227"/>
        <source>Report as PDF</source>
        <translation>Rapport som PDF</translation>
    </message>
    <message>
        <location filename="../processing/framework/parameters.py" line="227"/>
        <source>PDF files (*.pdf)</source>
        <translation>PDF-filer (*.pdf)</translation>
    </message>
    <message>
        <location filename="../processing/framework/parameters.py" line="263"/>
        <source>{name}: “{value}” cannot be chosen. Choose one of: {values}.</source>
        <translation>{name}: »{value}« kan ikke vælges. Vælg en af: {values}.</translation>
    </message>
</context>
<context>
    <name>PatrolReach</name>
    <message>
        <location filename="../processing/algorithms/balance/patrol_reach.py" line="31"/>
        <source>Measure the reach of patrols</source>
        <translation>Mål patruljers rækkevidde</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/patrol_reach.py" line="35"/>
        <source>Stations (without: the middle of each sector)</source>
        <translation>Stationer (uden: midten af hver sektor)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/patrol_reach.py" line="36"/>
        <source>Patrol (foot 5 km/h, bicycle 15 km/h)</source>
        <translation>Patrulje (foot: til fods 5 km/t, bicycle: cykel 15 km/t)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/patrol_reach.py" line="37"/>
        <source>Farthest from a road (metres)</source>
        <translation>Længst fra en vej (meter)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/patrol_reach.py" line="39"/>
        <source>Sectors</source>
        <translation>Sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/patrol_reach.py" line="40"/>
        <source>Planning units</source>
        <translation>Planenheder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/patrol_reach.py" line="41"/>
        <source>Roads and paths</source>
        <translation>Veje og stier</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/patrol_reach.py" line="45"/>
        <source>Units with minutes</source>
        <translation>Enheder med minutter</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/patrol_reach.py" line="46"/>
        <source>Sectors with minutes</source>
        <translation>Sektorer med minutter</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/patrol_reach.py" line="79"/>
        <source>Units that cannot be reached over the roads: {count}. See unreachable_ids.</source>
        <translation>Enheder, der ikke kan nås ad vejene: {count}. Se unreachable_ids.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/patrol_reach.py" line="67"/>
        <source>every unit counts alike in the means.</source>
        <translation>alle enheder tæller lige meget i gennemsnittene.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/patrol_reach.py" line="69"/>
        <source>patrols may start from the station of another district.</source>
        <translation>patruljer kan starte fra et andet distrikts station.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/patrol_reach.py" line="97"/>
        <source>Roads that end just short of another, and do not meet it: {count}. Join them in the layer where patrols pass. Places: {places}.</source>
        <translation>Veje, der ender lige før en anden og ikke møder den: {count}. Forbind dem i laget, hvor patruljer kommer igennem. Steder: {places}.</translation>
    </message>
</context>
<context>
    <name>PendingPanel</name>
    <message>
        <location filename="../ui/panels/changes.py" line="47"/>
        <source>Plan to compare with</source>
        <translation>Plan at sammenligne med</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="54"/>
        <source>Sector</source>
        <translation>Sektor</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="55"/>
        <source>Residents in</source>
        <translation>Beboere ind</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="56"/>
        <source>Residents out</source>
        <translation>Beboere ud</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="57"/>
        <source>Officers</source>
        <translation>Betjente</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="62"/>
        <source>Unit</source>
        <translation>Enhed</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="63"/>
        <source>From</source>
        <translation>Fra</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="64"/>
        <source>To</source>
        <translation>Til</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="65"/>
        <source>Residents</source>
        <translation>Beboere</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="78"/>
        <source>optional; kept in the decision record with the next save</source>
        <translation>valgfrit; gemmes i beslutningsloggen ved næste lagring</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="91"/>
        <source>Against</source>
        <translation>Sammenlign med</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="93"/>
        <source>Why this line</source>
        <translation>Hvorfor denne grænse</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="107"/>
        <source>Saved plan</source>
        <translation>Gemt plan</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="120"/>
        <source>{units} units changed sector; {residents} residents change officer.</source>
        <translation>Enheder, der skiftede sektor: {units}; beboere, der skifter betjent: {residents}.</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="123"/>
        <source>The first {count} units are listed.</source>
        <translation>De første {count} enheder er vist.</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="48"/>
        <source>Report…</source>
        <translation>Rapport…</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="49"/>
        <source>Compare with another scenario in a report with a map</source>
        <translation>Sammenlign med et andet scenarie i en rapport med kort</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="71"/>
        <source>Price of the selected units</source>
        <translation>Pris for de valgte enheder</translation>
    </message>
    <message>
        <location filename="../ui/panels/changes.py" line="73"/>
        <source>What it would cost to give the units selected on the map to the target sector</source>
        <translation>Hvad det ville koste at give de enheder, der er valgt på kortet, til målsektoren</translation>
    </message>
</context>
<context>
    <name>Photos</name>
    <message>
        <location filename="../processing/algorithms/publish/_pictures.py" line="76"/>
        <source>Published contact {row}, column “photo”: no whole picture (JPEG, PNG or WebP) of at most 50 million points can be read there.</source>
        <translation>Offentliggjort kontakt {row}, kolonne »photo«: der kan ikke læses et helt billede (JPEG, PNG eller WebP) på højst 50 millioner punkter.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_pictures.py" line="96"/>
        <source>Logo {file}: no whole picture (PNG, JPEG or WebP) can be read there. Save an SVG as PNG: it may carry scripts and links.</source>
        <translation>Logo {file}: der kan ikke læses et helt billede (PNG, JPEG eller WebP). Gem en SVG som PNG: den kan bære scripts og links.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/publish/_pictures.py" line="110"/>
        <source>Logo {file}: {size} kB as a small picture. Choose a plainer one, without a photo.</source>
        <translation>Logo {file}: {size} kB som lille billede. Vælg et enklere, uden foto.</translation>
    </message>
</context>
<context>
    <name>PlanCopy</name>
    <message>
        <location filename="../ui/plan/copy.py" line="86"/>
        <source>Units of “{layer}”</source>
        <translation>Enheder fra »{layer}«</translation>
    </message>
    <message>
        <location filename="../ui/plan/copy.py" line="109"/>
        <source>The units of “{layer}” could not be copied: {reason}</source>
        <translation>Enhederne i »{layer}« kunne ikke kopieres: {reason}</translation>
    </message>
</context>
<context>
    <name>PlanDock</name>
    <message>
        <location filename="../ui/dock/dock.py" line="78"/>
        <source>not known</source>
        <translation>ikke kendt</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.py" line="95"/>
        <source>Locks</source>
        <translation>Låse</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.py" line="96"/>
        <source>Rebalance</source>
        <translation>Balancér igen</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.py" line="311"/>
        <source>Choose the layer of planning units and the field that holds the plan.</source>
        <translation>Vælg laget med planenheder og det felt, der rummer planen.</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.py" line="390"/>
        <source>Findings ({count})</source>
        <translation>Fund ({count})</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.py" line="391"/>
        <source>Changes ({count})</source>
        <translation>Ændringer ({count})</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.py" line="396"/>
        <source>{sectors} sectors, {units} units. Largest deviation {deviation} %.</source>
        <translation>Sektorer: {sectors}. Enheder: {units}. Største afvigelse {deviation} %.</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="6"/>
        <source>Sector Planner</source>
        <translation>Sector Planner</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="15"/>
        <source>Units</source>
        <translation>Enheder</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="17"/>
        <source>Layer of planning units</source>
        <translation>Laget med planenheder</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="18"/>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="19"/>
        <source>Field that holds the sector of each unit; every scenario is a field</source>
        <translation>Felt med hver enheds sektor; hvert scenarie er et felt</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="20"/>
        <source>New scenario…</source>
        <translation>Nyt scenarie…</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="20"/>
        <source>Copy the plan to a new field, or begin an empty one</source>
        <translation>Kopiér planen til et nyt felt, eller begynd et tomt</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="25"/>
        <source>Fields and officers</source>
        <translation>Felter og betjente</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="28"/>
        <source>Unit id</source>
        <translation>Enheds-id</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="29"/>
        <source>Text or number by which people know a unit</source>
        <translation>Tekst eller tal, som en enhed kendes ved</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="30"/>
        <source>Workload</source>
        <translation>Belastning</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="31"/>
        <source>Load of each unit, e.g. in per mille of the whole area</source>
        <translation>Hver enheds belastning, f.eks. i promille af hele området</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="32"/>
        <source>Residents</source>
        <translation>Beboere</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="33"/>
        <source>Residents of each unit</source>
        <translation>Beboere i hver enhed</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="34"/>
        <source>Incidents</source>
        <translation>Hændelser</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="35"/>
        <source>Incidents, or crime load, of each unit</source>
        <translation>Hændelser, eller kriminalitetsbelastning, i hver enhed</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="36"/>
        <source>Exposed residents</source>
        <translation>Udsatte beboere</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="37"/>
        <source>Residents of exposed housing areas in each unit</source>
        <translation>Beboere i udsatte boligområder i hver enhed</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="38"/>
        <source>Local police district</source>
        <translation>Lokalpolitidistrikt</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="39"/>
        <source>Name of the local police district of each unit</source>
        <translation>Navnet på hver enheds lokalpolitidistrikt</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="40"/>
        <source>Officers</source>
        <translation>Betjente</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="41"/>
        <source>Officers of the unit&apos;s sector, where they are fixed; leave empty to share officers out by workload</source>
        <translation>Betjente i enhedens sektor, hvor de ligger fast; lad stå tomt for at fordele betjente efter belastning</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="42"/>
        <source>Links</source>
        <translation>Forbindelser</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="43"/>
        <source>Lines across water that join units</source>
        <translation>Linjer over vand, der forbinder enheder</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="44"/>
        <source>Officers to share out</source>
        <translation>Betjente at fordele</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="45"/>
        <source>Officers in all; 0 where it is not known</source>
        <translation>Betjente i alt; 0, hvor det ikke vides</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="46"/>
        <source>Officers at least</source>
        <translation>Mindst betjente</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="47"/>
        <source>Fewest officers of a sector</source>
        <translation>Færrest betjente i en sektor</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="48"/>
        <source>Tolerance</source>
        <translation>Tolerance</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="49"/>
        <source>Greatest deviation of load per officer from its mean, percent</source>
        <translation>Største afvigelse i belastning pr. betjent fra gennemsnittet, procent</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="56"/>
        <source>Assign to</source>
        <translation>Tildel til</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="57"/>
        <source>Sector that painted units go to; the eyedropper takes it from the map</source>
        <translation>Sektor, som malede enheder går til; pipetten henter den fra kortet</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="58"/>
        <source>New sector</source>
        <translation>Ny sektor</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="58"/>
        <source>Begin a sector: paint its first units (N)</source>
        <translation>Begynd en sektor: mal dens første enheder (N)</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="66"/>
        <source>Sectors</source>
        <translation>Sektorer</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="16"/>
        <source>Help</source>
        <translation>Hjælp</translation>
    </message>
    <message>
        <location filename="../ui/dock/dock.ui" line="16"/>
        <source>Open the guide at the page on this</source>
        <translation>Åbn vejledningen på siden om dette</translation>
    </message>
</context>
<context>
    <name>PlanEditor</name>
    <message>
        <location filename="../ui/plan/editor.py" line="102"/>
        <source>Layer “{layer}” cannot be edited. Save a copy of it and edit that.</source>
        <translation>Lag »{layer}« kan ikke redigeres. Gem en kopi af det, og redigér den.</translation>
    </message>
</context>
<context>
    <name>PlanEvaluation</name>
    <message>
        <location filename="../processing/algorithms/safety/plan_evaluation.py" line="33"/>
        <source>Plan evaluation</source>
        <translation>Planlæg evaluering</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/plan_evaluation.py" line="42"/>
        <source>Registration</source>
        <translation>Registrering</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/plan_evaluation.py" line="43"/>
        <source>JSON files (*.json)</source>
        <translation>JSON-filer (*.json)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/plan_evaluation.py" line="48"/>
        <source>Smallest detectable drop (percent)</source>
        <translation>Mindste påviselige fald (procent)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/plan_evaluation.py" line="50"/>
        <source>Incidents before</source>
        <translation>Hændelser før</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/plan_evaluation.py" line="64"/>
        <source>Planned evaluation</source>
        <translation>Planlagt evaluering</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/plan_evaluation.py" line="74"/>
        <source>Edition</source>
        <translation>Udgave</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/plan_evaluation.py" line="73"/>
        <source>Registered</source>
        <translation>Registreret</translation>
    </message>
</context>
<context>
    <name>PlanLayer</name>
    <message>
        <location filename="../ui/plan/layer.py" line="51"/>
        <source>Field “{field}” holds whole numbers; “{name}” is none. Give a number.</source>
        <translation>Felt »{field}« rummer hele tal; »{name}« er ikke et. Angiv et tal.</translation>
    </message>
</context>
<context>
    <name>PlanSession</name>
    <message>
        <location filename="../ui/plan/session.py" line="55"/>
        <source>Layer “{layer}” has no field “{field}”. Choose a sector field.</source>
        <translation>Lag »{layer}« har intet felt »{field}«. Vælg et sektorfelt.</translation>
    </message>
    <message>
        <location filename="../ui/plan/session.py" line="177"/>
        <source>no sector</source>
        <translation>ingen sektor</translation>
    </message>
</context>
<context>
    <name>Plugin</name>
    <message>
        <location filename="../plugin.py" line="51"/>
        <source>Plan and publish sectors…</source>
        <translation>Planlæg og offentliggør sektorer…</translation>
    </message>
    <message>
        <location filename="../plugin.py" line="59"/>
        <source>Make a sample city…</source>
        <translation>Lav en prøveby…</translation>
    </message>
    <message>
        <location filename="../plugin.py" line="60"/>
        <source>Balance sectors…</source>
        <translation>Balancér sektorer…</translation>
    </message>
    <message>
        <location filename="../plugin.py" line="63"/>
        <source>Publish the sector map…</source>
        <translation>Offentliggør sektorkortet…</translation>
    </message>
    <message>
        <location filename="../plugin.py" line="150"/>
        <source>Sector Planner</source>
        <translation>Sector Planner</translation>
    </message>
    <message>
        <location filename="../plugin.py" line="54"/>
        <source>Draw and edit sectors</source>
        <translation>Tegn og redigér sektorer</translation>
    </message>
    <message>
        <location filename="../plugin.py" line="64"/>
        <source>Preview and publish…</source>
        <translation>Gennemse og offentliggør…</translation>
    </message>
    <message>
        <location filename="../plugin.py" line="66"/>
        <source>Guide</source>
        <translation>Vejledning</translation>
    </message>
    <message>
        <location filename="../plugin.py" line="67"/>
        <source>Welcome…</source>
        <translation>Velkommen…</translation>
    </message>
    <message>
        <location filename="../plugin.py" line="57"/>
        <source>Models</source>
        <translation>Modeller</translation>
    </message>
    <message>
        <location filename="../plugin.py" line="61"/>
        <source>Dissolve the plan into sectors…</source>
        <translation>Smelt planen sammen til sektorer…</translation>
    </message>
    <message>
        <location filename="../plugin.py" line="62"/>
        <source>Adopt sectors in the database…</source>
        <translation>Vedtag sektorer i databasen…</translation>
    </message>
</context>
<context>
    <name>ProposalPanel</name>
    <message>
        <location filename="../ui/panels/rebalance.py" line="41"/>
        <source>All sectors</source>
        <translation>Alle sektorer</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="41"/>
        <source>Sectors selected in the table</source>
        <translation>Sektorer, der er markeret i tabellen</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="42"/>
        <source>Quick</source>
        <translation>Hurtig</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="42"/>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="42"/>
        <source>Best</source>
        <translation>Bedst</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="49"/>
        <source>Residents who may change officer at most</source>
        <translation>Beboere, der højst må skifte betjent</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="79"/>
        <source>Rebalance</source>
        <translation>Balancér igen</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="51"/>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="61"/>
        <source>Sector</source>
        <translation>Sektor</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="62"/>
        <source>Deviation</source>
        <translation>Afvigelse</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="63"/>
        <source>Officers</source>
        <translation>Betjente</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="64"/>
        <source>Residents</source>
        <translation>Beboere</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="67"/>
        <source>Accept</source>
        <translation>Acceptér</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="68"/>
        <source>Discard</source>
        <translation>Kassér</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="80"/>
        <source>Effort</source>
        <translation>Grundighed</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="81"/>
        <source>Residents moved at most</source>
        <translation>Flyttede beboere højst</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="117"/>
        <source>{units} units and {residents} residents would change sector. Largest deviation {before} % → &lt;b&gt;{after} %&lt;/b&gt;, border {border} → &lt;b&gt;{new_border} km&lt;/b&gt;.</source>
        <translation>Ville skifte sektor: enheder {units}, beboere {residents}. Største afvigelse {before} % → &lt;b&gt;{after} %&lt;/b&gt;, grænse {border} → &lt;b&gt;{new_border} km&lt;/b&gt;.</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="52"/>
        <source>Search no longer: propose the best plan found so far</source>
        <translation>Søg ikke længere: foreslå den bedste plan, der er fundet indtil nu</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="53"/>
        <source>Cancel</source>
        <translation>Annullér</translation>
    </message>
    <message>
        <location filename="../ui/panels/rebalance.py" line="54"/>
        <source>Search no longer and propose nothing</source>
        <translation>Søg ikke længere, og foreslå ingenting</translation>
    </message>
</context>
<context>
    <name>Proposals</name>
    <message>
        <location filename="../ui/dock/rebalancing.py" line="98"/>
        <source>Choose at least two sectors that are not locked.</source>
        <translation>Vælg mindst to sektorer, der ikke er låst.</translation>
    </message>
    <message>
        <location filename="../ui/dock/rebalancing.py" line="102"/>
        <source>Rebalance sectors {names}</source>
        <translation>Balancér sektorerne {names} igen</translation>
    </message>
    <message>
        <location filename="../ui/dock/rebalancing.py" line="140"/>
        <source>Repair: {message}</source>
        <translation>Reparation: {message}</translation>
    </message>
    <message>
        <location filename="../ui/dock/rebalancing.py" line="202"/>
        <source>Nothing better was found; the plan stays as it is.</source>
        <translation>Intet bedre blev fundet; planen bliver, som den er.</translation>
    </message>
    <message>
        <location filename="../ui/dock/rebalancing.py" line="222"/>
        <source>Accepted as one step; undo takes it back.</source>
        <translation>Accepteret som ét trin; fortryd tager det tilbage.</translation>
    </message>
    <message>
        <location filename="../ui/dock/rebalancing.py" line="227"/>
        <source>Discarded; nothing was changed.</source>
        <translation>Kasseret; intet blev ændret.</translation>
    </message>
    <message>
        <location filename="../ui/dock/rebalancing.py" line="216"/>
        <source>Cancelled; nothing was changed.</source>
        <translation>Annulleret; intet blev ændret.</translation>
    </message>
</context>
<context>
    <name>Providers</name>
    <message>
        <location filename="../processing/framework/files/providers.py" line="32"/>
        <source>Layer “{layer}” has no source that this QGIS can open. Load it again.</source>
        <translation>Laget »{layer}« har ingen kilde, som denne QGIS kan åbne. Indlæs det igen.</translation>
    </message>
    <message>
        <location filename="../processing/framework/files/providers.py" line="41"/>
        <source>This QGIS comes without the data provider “{provider}”. Install it, or use a GeoPackage.</source>
        <translation>Denne QGIS er uden dataudbyderen »{provider}«. Installer den, eller brug en GeoPackage.</translation>
    </message>
    <message>
        <location filename="../processing/framework/files/providers.py" line="58"/>
        <source>QGIS could not connect to the database “{title}”. Check that it is there.</source>
        <translation>QGIS kunne ikke få forbindelse til databasen »{title}«. Se efter, om den er der.</translation>
    </message>
</context>
<context>
    <name>PublishDialog</name>
    <message>
        <location filename="../ui/dialogs/publish.py" line="39"/>
        <source>Preview and publish</source>
        <translation>Gennemse og offentliggør</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="51"/>
        <source>What</source>
        <translation>Hvad</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="52"/>
        <source>Where</source>
        <translation>Hvor</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="53"/>
        <source>Detail</source>
        <translation>Detalje</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="56"/>
        <source>Open the page</source>
        <translation>Åbn siden</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="57"/>
        <source>Publish</source>
        <translation>Offentliggør</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="58"/>
        <source>Put the previous edition back</source>
        <translation>Læg den forrige udgave tilbage</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="64"/>
        <source>Draft (a folder made by “Publish the sector map”)</source>
        <translation>Kladde (en mappe lavet af »Offentliggør sektorkortet«)</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="65"/>
        <source>Published folder</source>
        <translation>Offentliggjort mappe</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="133"/>
        <source>do not publish</source>
        <translation>offentliggør ikke</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="140"/>
        <source>Sector {sector}</source>
        <translation>Sektor {sector}</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="174"/>
        <source>Choose a draft. “Publish the sector map” makes one in a folder of its own.</source>
        <translation>Vælg en kladde. »Offentliggør sektorkortet« laver en i sin egen mappe.</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="178"/>
        <source>The check found {count} reasons not to publish.</source>
        <translation>Kontrollen fandt grunde til ikke at offentliggøre: {count}.</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="181"/>
        <source>The check found nothing. Choose the published folder.</source>
        <translation>Kontrollen fandt intet. Vælg den offentliggjorte mappe.</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="195"/>
        <source>Published.</source>
        <translation>Offentliggjort.</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="182"/>
        <source>The check found nothing. Differences to what is out: {count}.</source>
        <translation>Kontrollen fandt intet. Forskelle fra det, der er ude: {count}.</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="116"/>
        <source>“{path}” is no folder that can be replaced as a whole. Choose a folder of its own in it.</source>
        <translation>»{path}« er ikke en mappe, der kan udskiftes som helhed. Vælg en mappe for sig selv i den.</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="204"/>
        <source>The previous edition is out again, with today&apos;s contacts.</source>
        <translation>Den forrige udgave er ude igen med de kontakter, der er offentlige nu.</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="148"/>
        <source>look at it</source>
        <translation>se på den</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="153"/>
        <source>Photo {number}</source>
        <translation>Billede {number}</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="160"/>
        <source>Background, one of {count} tiles</source>
        <translation>Baggrund, en af {count} fliser</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/publish.py" line="154"/>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
</context>
<context>
    <name>PushController</name>
    <message>
        <location filename="../ui/canvas/controller.py" line="180"/>
        <source>No two sectors meet here. Click on the border between them.</source>
        <translation>Her mødes ikke to sektorer. Klik på grænsen mellem dem.</translation>
    </message>
    <message>
        <location filename="../ui/canvas/controller.py" line="210"/>
        <source>Push sector {taker} into {giver}</source>
        <translation>Skub sektor {taker} ind i {giver}</translation>
    </message>
</context>
<context>
    <name>PushText</name>
    <message>
        <location filename="../ui/canvas/controller.py" line="227"/>
        <source>{units} units, {residents} residents to sector {taker}</source>
        <translation>Til sektor {taker}: enheder {units}, beboere {residents}</translation>
    </message>
    <message>
        <location filename="../ui/canvas/controller.py" line="236"/>
        <source>Sector</source>
        <translation>Sektor</translation>
    </message>
    <message>
        <location filename="../ui/canvas/controller.py" line="237"/>
        <source>Workload</source>
        <translation>Belastning</translation>
    </message>
    <message>
        <location filename="../ui/canvas/controller.py" line="238"/>
        <source>Deviation</source>
        <translation>Afvigelse</translation>
    </message>
    <message>
        <location filename="../ui/canvas/controller.py" line="239"/>
        <source>Officers</source>
        <translation>Betjente</translation>
    </message>
</context>
<context>
    <name>RecordTable</name>
    <message>
        <location filename="../ui/plan/saving.py" line="139"/>
        <source>The decision record needs units in GeoPackage or PostGIS; “{layer}” is kept as {format}.</source>
        <translation>Beslutningsloggen kræver enheder i GeoPackage eller PostGIS; »{layer}« gemmes som {format}.</translation>
    </message>
    <message>
        <location filename="../ui/plan/saving.py" line="228"/>
        <source>The plan was saved, but the decision record was not: {reason}</source>
        <translation>Planen blev gemt, men det blev beslutningsloggen ikke: {reason}</translation>
    </message>
</context>
<context>
    <name>ReferenceSystems</name>
    <message>
        <location filename="../processing/framework/crs.py" line="64"/>
        <source>Coordinates cannot be transformed from {source} to {target}. Check the coordinate reference system in the layer&apos;s properties.</source>
        <translation>Koordinater kan ikke transformeres fra {source} til {target}. Kontrollér koordinatsystemet i lagets egenskaber.</translation>
    </message>
</context>
<context>
    <name>Rejections</name>
    <message>
        <location filename="../processing/algorithms/log/_imports.py" line="62"/>
        <source>Rows left out</source>
        <translation>Udeladte rækker</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_imports.py" line="59"/>
        <source>Only check: write nothing to the database</source>
        <translation>Kun kontrol: skriv intet i databasen</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_imports.py" line="116"/>
        <source>Row {row}: the address “{place}” was not found. The row is kept without a place.</source>
        <translation>Række {row}: adressen »{place}« blev ikke fundet. Rækken er beholdt uden sted.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_imports.py" line="109"/>
        <source>Columns that are not known here and were left alone: {names}.</source>
        <translation>Kolonner, der ikke er kendt her og ikke blev læst: {names}.</translation>
    </message>
</context>
<context>
    <name>RepairSectors</name>
    <message>
        <location filename="../processing/algorithms/draw/repair_sectors.py" line="26"/>
        <source>Repair sectors</source>
        <translation>Reparér sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/repair_sectors.py" line="30"/>
        <source>Parts expected of sectors with islands (such as 3=2; 7=4)</source>
        <translation>Forventede dele af sektorer med øer (som 3=2; 7=4)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/repair_sectors.py" line="31"/>
        <source>Field with the sector (text or whole number)</source>
        <translation>Felt med sektoren (tekst eller helt tal)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/repair_sectors.py" line="32"/>
        <source>Links across water (lines from unit to unit)</source>
        <translation>Forbindelser over vand (linjer fra enhed til enhed)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/repair_sectors.py" line="34"/>
        <source>Planning units</source>
        <translation>Planenheder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/repair_sectors.py" line="38"/>
        <source>Repaired plan</source>
        <translation>Repareret plan</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/repair_sectors.py" line="39"/>
        <source>Repairs and their cost</source>
        <translation>Reparationer og deres pris</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/repair_sectors.py" line="41"/>
        <source>Residents who change officer</source>
        <translation>Beboere, der skifter betjent</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/repair_sectors.py" line="57"/>
        <source>units may join a sector of another district.</source>
        <translation>enheder kan komme til en sektor i et andet distrikt.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/draw/repair_sectors.py" line="58"/>
        <source>the part with most units stays.</source>
        <translation>den del, der har flest enheder, bliver.</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <location filename="../processing/framework/reports.py" line="66"/>
        <source>{layer} ({count} features)</source>
        <translation>{layer} (objekter: {count})</translation>
    </message>
    <message>
        <location filename="../processing/framework/reports.py" line="56"/>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <location filename="../processing/framework/reports.py" line="56"/>
        <source>no</source>
        <translation>nej</translation>
    </message>
    <message>
        <location filename="../processing/framework/reports.py" line="99"/>
        <source>What to know of these figures</source>
        <translation>Værd at vide om disse tal</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <location filename="../processing/framework/database.py" line="246"/>
        <source>Sector database in which the result is registered</source>
        <translation>Sektordatabase, som resultatet registreres i</translation>
    </message>
</context>
<context>
    <name>ReviewSectorLog</name>
    <message>
        <location filename="../processing/algorithms/log/review_sector_log.py" line="33"/>
        <source>Review sector log</source>
        <translation>Gennemgå sektorlog</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/review_sector_log.py" line="37"/>
        <source>Findings</source>
        <translation>Fund</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/review_sector_log.py" line="38"/>
        <source>Report: findings and turnover</source>
        <translation>Rapport: fund og udskiftning</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/review_sector_log.py" line="39"/>
        <source>HTML files (*.html)</source>
        <translation>HTML-filer (*.html)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/review_sector_log.py" line="46"/>
        <source>Number of findings</source>
        <translation>Antal fund</translation>
    </message>
</context>
<context>
    <name>Run</name>
    <message>
        <location filename="../processing/framework/run.py" line="204"/>
        <source>The layer for {parameter} could not be opened. Check that it still exists.</source>
        <translation>Laget til {parameter} kunne ikke åbnes. Kontrollér, at det stadig findes.</translation>
    </message>
    <message>
        <location filename="../processing/framework/run.py" line="139"/>
        <source>{path}, an earlier output, could not be removed. Remove it by hand.</source>
        <translation>{path}, et tidligere resultat, kunne ikke fjernes. Fjern det selv.</translation>
    </message>
    <message>
        <location filename="../processing/framework/run.py" line="240"/>
        <source>Layer “{layer}” has no field “{field}”: {consequence}</source>
        <translation>Lag »{layer}« har intet felt »{field}«: {consequence}</translation>
    </message>
</context>
<context>
    <name>SafetyIndexOverlay</name>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="34"/>
        <source>Overlay safety index</source>
        <translation>Overlejr tryghedsindeks</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="46"/>
        <source>Sectors</source>
        <translation>Sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="38"/>
        <source>Districts of the safety index</source>
        <translation>Tryghedsindeksets distrikter</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="39"/>
        <source>Field with the category (minimal, reduced, ordinary, intensified, strong)</source>
        <translation>Felt med kategorien (minimal, reduced, ordinary, intensified, strong)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="42"/>
        <source>Field with the edition (year)</source>
        <translation>Felt med udgaven (år)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="43"/>
        <source>Population (points or polygons)</source>
        <translation>Befolkning (punkter eller polygoner)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="44"/>
        <source>Incidents, for the index against recorded crime (points)</source>
        <translation>Hændelser, til indekset mod registreret kriminalitet (punkter)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="64"/>
        <source>Field with the residents (number)</source>
        <translation>Felt med beboerne (antal)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="65"/>
        <source>Field with the index&apos;s method</source>
        <translation>Felt med indeksets metode</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="66"/>
        <source>Field with the district&apos;s name</source>
        <translation>Felt med distriktets navn</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="67"/>
        <source>Field with the sector&apos;s name or number</source>
        <translation>Felt med sektorens navn eller nummer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="68"/>
        <source>Edition to show (year; the latest where empty)</source>
        <translation>Udgave, der vises (år; den seneste, hvor tom)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="69"/>
        <source>Edition to compare with (year; the one before)</source>
        <translation>Udgave at sammenligne med (år; den forrige)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="70"/>
        <source>Least share of a sector that counts (percent)</source>
        <translation>Mindste andel af en sektor, der tæller (procent)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="71"/>
        <source>Edition of the report (text)</source>
        <translation>Rapportens udgave (tekst)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="53"/>
        <source>Sectors with the safety index</source>
        <translation>Sektorer med tryghedsindeks</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="55"/>
        <source>Index against recorded crime</source>
        <translation>Indeks mod registreret kriminalitet</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="128"/>
        <source>Layer “{layer}” has no field “{field}”; what it would say counts as not known.</source>
        <translation>Lag »{layer}« har intet felt »{field}«; det, feltet ville sige, regnes for ukendt.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="115"/>
        <source>Edition</source>
        <translation>Udgave</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/safety_index_overlay.py" line="114"/>
        <source>Made</source>
        <translation>Udarbejdet</translation>
    </message>
</context>
<context>
    <name>SampleCity</name>
    <message>
        <location filename="../processing/algorithms/prepare/sample_city.py" line="42"/>
        <source>Make a sample city</source>
        <translation>Lav en prøveby</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/sample_city.py" line="47"/>
        <source>Seed (the same number makes the same city)</source>
        <translation>Startværdi (samme tal giver samme by)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/sample_city.py" line="48"/>
        <source>Number of planning units</source>
        <translation>Antal planenheder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/sample_city.py" line="49"/>
        <source>Own planning units (only incidents and officers are made up, on their ground)</source>
        <translation>Egne planenheder (kun hændelser og betjente opdigtes, på deres grund)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/sample_city.py" line="50"/>
        <source>Sectors per local police district (district=number; …)</source>
        <translation>Sektorer pr. lokalpolitidistrikt (distrikt=antal; …)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/sample_city.py" line="65"/>
        <source>No output was chosen. Choose at least one layer to make.</source>
        <translation>Intet output er valgt. Vælg mindst ét lag, der skal laves.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/sample_city.py" line="77"/>
        <source>Not made, since your own units are used: {outputs}.</source>
        <translation>Ikke lavet, da dine egne enheder bruges: {outputs}.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/_sample_layers.py" line="66"/>
        <source>Planning units (synthetic)</source>
        <translation>Planenheder (syntetiske)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/_sample_layers.py" line="67"/>
        <source>Incidents (synthetic)</source>
        <translation>Hændelser (syntetiske)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/_sample_layers.py" line="68"/>
        <source>Officers (synthetic)</source>
        <translation>Betjente (syntetiske)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/_sample_layers.py" line="69"/>
        <source>Exposed areas (synthetic)</source>
        <translation>Udsatte områder (syntetiske)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/_sample_layers.py" line="70"/>
        <source>Special places (synthetic)</source>
        <translation>Særlige steder (syntetiske)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/_sample_layers.py" line="71"/>
        <source>Safety districts (synthetic)</source>
        <translation>Tryghedsdistrikter (syntetiske)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/_sample_layers.py" line="72"/>
        <source>Police stations (synthetic)</source>
        <translation>Politistationer (syntetiske)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/_sample_layers.py" line="73"/>
        <source>Main roads (synthetic)</source>
        <translation>Hovedveje (syntetiske)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/_sample_layers.py" line="74"/>
        <source>Bridges (synthetic)</source>
        <translation>Broer (syntetiske)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/_sample_layers.py" line="75"/>
        <source>Railway (synthetic)</source>
        <translation>Jernbane (syntetisk)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/_sample_layers.py" line="76"/>
        <source>Rail stations (synthetic)</source>
        <translation>Togstationer (syntetiske)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/_sample_layers.py" line="77"/>
        <source>Water (synthetic)</source>
        <translation>Vand (syntetisk)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/_sample_layers.py" line="83"/>
        <source>Synthetic data, made up by Sector Planner (Make a sample city). No event or person in it is real; the city of Seedhaven does not exist. Where incidents lie on real ground, only the ground is real. Not for any decision.</source>
        <translation>Syntetiske data, opdigtet af Sector Planner (Lav en prøveby). Ingen hændelse eller person i dem er virkelig; byen Seedhaven findes ikke. Hvor hændelser ligger på virkelig grund, er kun grunden virkelig. Ikke til nogen beslutning.</translation>
    </message>
</context>
<context>
    <name>SampleProject</name>
    <message>
        <location filename="../ui/dialogs/sample_project.py" line="122"/>
        <source>Seedhaven: a sample city, nothing in it is real</source>
        <translation>Seedhaven: en prøveby, intet i den er virkeligt</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/sample_project.py" line="161"/>
        <source>Planning units</source>
        <translation>Planenheder</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/sample_project.py" line="162"/>
        <source>Incidents</source>
        <translation>Hændelser</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/sample_project.py" line="163"/>
        <source>Officers</source>
        <translation>Betjente</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/sample_project.py" line="164"/>
        <source>Exposed areas</source>
        <translation>Udsatte områder</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/sample_project.py" line="165"/>
        <source>Special places</source>
        <translation>Særlige steder</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/sample_project.py" line="166"/>
        <source>Safety districts</source>
        <translation>Tryghedsdistrikter</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/sample_project.py" line="167"/>
        <source>Police stations</source>
        <translation>Politistationer</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/sample_project.py" line="168"/>
        <source>Main roads</source>
        <translation>Hovedveje</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/sample_project.py" line="169"/>
        <source>Bridges</source>
        <translation>Broer</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/sample_project.py" line="170"/>
        <source>Railway</source>
        <translation>Jernbane</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/sample_project.py" line="171"/>
        <source>Rail stations</source>
        <translation>Togstationer</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/sample_project.py" line="172"/>
        <source>Water</source>
        <translation>Vand</translation>
    </message>
</context>
<context>
    <name>SaveGuard</name>
    <message>
        <location filename="../ui/plan/saving.py" line="103"/>
        <source>Somebody else saved other sectors for {count} of your units meanwhile: {units}. Theirs are kept; yours wait as an unsaved step: save again to put them over theirs, or undo.</source>
        <translation>En anden har imens gemt andre sektorer for {count} af dine enheder: {units}. Den andens er bevaret; dine venter som et ugemt trin: gem igen for at lægge dem over, eller fortryd.</translation>
    </message>
    <message>
        <location filename="../ui/plan/saving.py" line="128"/>
        <source>Edits of units that somebody else changed</source>
        <translation>Redigeringer af enheder, som en anden har ændret</translation>
    </message>
</context>
<context>
    <name>Scenario</name>
    <message>
        <location filename="../ui/plan/copy.py" line="40"/>
        <source>Layer “{layer}” already has a field “{field}”. Give another name.</source>
        <translation>Lag »{layer}« har allerede et felt »{field}«. Angiv et andet navn.</translation>
    </message>
    <message>
        <location filename="../ui/plan/copy.py" line="43"/>
        <source>Layer “{layer}” cannot be edited. Save a copy of it and edit that.</source>
        <translation>Lag »{layer}« kan ikke redigeres. Gem en kopi af det, og redigér den.</translation>
    </message>
    <message>
        <location filename="../ui/plan/copy.py" line="45"/>
        <source>New scenario {name}</source>
        <translation>Nyt scenarie {name}</translation>
    </message>
    <message>
        <location filename="../ui/plan/copy.py" line="51"/>
        <source>Layer “{layer}” refuses a new field “{field}”.</source>
        <translation>Lag »{layer}« afviser et nyt felt »{field}«.</translation>
    </message>
</context>
<context>
    <name>SectorDossier</name>
    <message>
        <location filename="../processing/algorithms/log/sector_dossier.py" line="30"/>
        <source>Write sector dossier or situation brief</source>
        <translation>Skriv overdragelsesmappe eller situationsbillede</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/sector_dossier.py" line="34"/>
        <source>Or: area drawn as polygons (situation brief)</source>
        <translation>Eller: område tegnet som polygoner (situationsbillede)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/sector_dossier.py" line="49"/>
        <source>Dossier</source>
        <translation>Overdragelsesmappe</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/sector_dossier.py" line="39"/>
        <source>HTML files (*.html)</source>
        <translation>HTML-filer (*.html)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/sector_dossier.py" line="44"/>
        <source>Recorded incidents</source>
        <translation>Registrerede hændelser</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/sector_dossier.py" line="36"/>
        <source>Field with the type</source>
        <translation>Felt med typen</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/sector_dossier.py" line="37"/>
        <source>Field with the time</source>
        <translation>Felt med tiden</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/sector_dossier.py" line="42"/>
        <source>Sector (its id or name)</source>
        <translation>Sektor (dens id eller navn)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/sector_dossier.py" line="57"/>
        <source>Give either a sector or an area, not both.</source>
        <translation>Angiv enten en sektor eller et område, ikke begge dele.</translation>
    </message>
</context>
<context>
    <name>SectorForms</name>
    <message>
        <location filename="../processing/algorithms/log/_forms.py" line="161"/>
        <source>The last day is not before the first.</source>
        <translation>Den sidste dag ligger ikke før den første.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_forms.py" line="165"/>
        <source>A text seems to come from a handled source, or holds a civil registration number.</source>
        <translation>En tekst ser ud til at komme fra en ført kilde eller rummer et CPR-nummer.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_forms.py" line="171"/>
        <source>Write something.</source>
        <translation>Skriv noget.</translation>
    </message>
</context>
<context>
    <name>SectorLineage</name>
    <message>
        <location filename="../processing/algorithms/log/sector_lineage.py" line="26"/>
        <source>Sector lineage</source>
        <translation>Sektorers slægtskab</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/sector_lineage.py" line="30"/>
        <source>Lineage</source>
        <translation>Slægtskab</translation>
    </message>
</context>
<context>
    <name>SectorModel</name>
    <message>
        <location filename="../ui/panels/sectors.py" line="59"/>
        <source>Sector</source>
        <translation>Sektor</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="59"/>
        <source>Sector id</source>
        <translation>Sektor-id</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="60"/>
        <source>Name</source>
        <translation>Navn</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="60"/>
        <source>Double click to name the sector</source>
        <translation>Dobbeltklik for at navngive sektoren</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="61"/>
        <source>District</source>
        <translation>Distrikt</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="61"/>
        <source>Local police district of its units</source>
        <translation>Enhedernes lokalpolitidistrikt</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="62"/>
        <source>Officers</source>
        <translation>Betjente</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="62"/>
        <source>Officers, shared out by workload unless a field gives them</source>
        <translation>Betjente, fordelt efter belastning, medmindre et felt angiver dem</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="63"/>
        <source>Workload</source>
        <translation>Belastning</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="63"/>
        <source>Sum of the workload field</source>
        <translation>Sum af belastningsfeltet</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="64"/>
        <source>Load/officer</source>
        <translation>Pr. betjent</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="64"/>
        <source>Workload per officer</source>
        <translation>Belastning pr. betjent</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="65"/>
        <source>Deviation</source>
        <translation>Afvigelse</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="66"/>
        <source>Residents</source>
        <translation>Beboere</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="67"/>
        <source>Incidents</source>
        <translation>Hændelser</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="67"/>
        <source>Sum of the incidents field</source>
        <translation>Sum af hændelsesfeltet</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="68"/>
        <source>Exposed</source>
        <translation>Udsatte</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="68"/>
        <source>Residents of exposed housing areas</source>
        <translation>Beboere i udsatte boligområder</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="69"/>
        <source>Area km²</source>
        <translation>Areal km²</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="69"/>
        <source>Area, square kilometres</source>
        <translation>Areal, kvadratkilometer</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="70"/>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="70"/>
        <source>Polsby–Popper: 1 is a circle</source>
        <translation>Polsby–Popper: 1 er en cirkel</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="71"/>
        <source>Parts</source>
        <translation>Dele</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="71"/>
        <source>Separate parts; 1 unless there are islands</source>
        <translation>Adskilte dele; 1, medmindre der er øer</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="72"/>
        <source>Units</source>
        <translation>Enheder</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="72"/>
        <source>Planning units</source>
        <translation>Planenheder</translation>
    </message>
    <message>
        <location filename="../ui/panels/sectors.py" line="65"/>
        <source>Load per officer against its mean in the sector&apos;s own district, percent</source>
        <translation>Belastning pr. betjent i forhold til gennemsnittet i sektorens eget distrikt, procent</translation>
    </message>
</context>
<context>
    <name>SectorNeighbours</name>
    <message>
        <location filename="../processing/algorithms/balance/sector_neighbours.py" line="26"/>
        <source>Find neighbours and cover partners</source>
        <translation>Find naboer og dækningspartnere</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/sector_neighbours.py" line="30"/>
        <source>Field with the officers</source>
        <translation>Felt med betjentene</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/sector_neighbours.py" line="33"/>
        <source>Sectors</source>
        <translation>Sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/sector_neighbours.py" line="31"/>
        <source>Field with the sector</source>
        <translation>Felt med sektoren</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/sector_neighbours.py" line="36"/>
        <source>Borders between neighbours</source>
        <translation>Grænser mellem naboer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/sector_neighbours.py" line="37"/>
        <source>Sectors with cover partner</source>
        <translation>Sektorer med dækningspartner</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/balance/sector_neighbours.py" line="49"/>
        <source>which borders lie between districts stays empty.</source>
        <translation>hvilke grænser der ligger mellem distrikter, bliver tomt.</translation>
    </message>
</context>
<context>
    <name>SectorProject</name>
    <message>
        <location filename="../processing/algorithms/log/_project.py" line="61"/>
        <source>Requests and events</source>
        <translation>Henvendelser og begivenheder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_project.py" line="62"/>
        <source>Sector log</source>
        <translation>Sektorlog</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_project.py" line="72"/>
        <source>Officers and sectors</source>
        <translation>Betjente og sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_project.py" line="83"/>
        <source>Handbook</source>
        <translation>Håndbog</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_project.py" line="91"/>
        <source>Sector database</source>
        <translation>Sektordatabase</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_project.py" line="107"/>
        <source>The project “{path}” could not be written: {reason}. Choose another place.</source>
        <translation>Projektet »{path}« kunne ikke skrives: {reason}. Vælg et andet sted.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_project.py" line="118"/>
        <source>Table “{table}” of “{database}” could not be opened.</source>
        <translation>Tabellen »{table}« i »{database}« kunne ikke åbnes.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_project.py" line="170"/>
        <source>Sectors, A4</source>
        <translation>Sektorer, A4</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_project.py" line="172"/>
        <source>Log and requests, A4</source>
        <translation>Log og henvendelser, A4</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_project.py" line="173"/>
        <source>What goes on in the sectors</source>
        <translation>Det, der foregår i sektorerne</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/log/_project.py" line="170"/>
        <source>Sectors</source>
        <translation>Sektorer</translation>
    </message>
</context>
<context>
    <name>Sinks</name>
    <message>
        <location filename="../processing/framework/outputs.py" line="196"/>
        <source>Output {name} refused a feature: {reason}. Nothing was kept. Check that the disk has room, or choose another file or format.</source>
        <translation>Output {name} afviste et objekt: {reason}. Intet blev gemt. Kontrollér, at der er plads på disken, eller vælg en anden fil eller et andet format.</translation>
    </message>
    <message>
        <location filename="../processing/framework/outputs.py" line="215"/>
        <source>not all of {count} features are there</source>
        <translation>ikke alle {count} objekter er der</translation>
    </message>
    <message>
        <location filename="../processing/framework/outputs.py" line="220"/>
        <source>Output {name} could not be completed: {reason}. Nothing was kept. Check that the disk has room.</source>
        <translation>Output {name} kunne ikke afsluttes: {reason}. Intet blev gemt. Kontrollér, at der er plads på disken.</translation>
    </message>
</context>
<context>
    <name>Spreadsheets</name>
    <message>
        <location filename="../processing/framework/files/spreadsheets.py" line="26"/>
        <source>There is no file “{path}”. Choose another.</source>
        <translation>Der er ingen fil »{path}«. Vælg en anden.</translation>
    </message>
    <message>
        <location filename="../processing/framework/files/spreadsheets.py" line="35"/>
        <source>“{file}” is of an unknown kind. Save it as CSV, XLSX, ODS or JSON.</source>
        <translation>»{file}« er af en ukendt slags. Gem den som CSV, XLSX, ODS eller JSON.</translation>
    </message>
    <message>
        <location filename="../processing/framework/files/spreadsheets.py" line="45"/>
        <source>“{file}” could not be read. Save it again from the spreadsheet program.</source>
        <translation>»{file}« kunne ikke læses. Gem den igen fra regnearksprogrammet.</translation>
    </message>
</context>
<context>
    <name>StoredFields</name>
    <message>
        <location filename="../processing/framework/stored_fields.py" line="81"/>
        <source>The format renamed fields: {fields}.</source>
        <translation>Formatet omdøbte felter: {fields}.</translation>
    </message>
    <message>
        <location filename="../processing/framework/stored_fields.py" line="82"/>
        <source>The format has no place for fields, which are lost: {fields}.</source>
        <translation>Formatet har ikke plads til felter, som går tabt: {fields}.</translation>
    </message>
    <message>
        <location filename="../processing/framework/stored_fields.py" line="83"/>
        <source>Kept as text, as the format knows no other way: {fields}.</source>
        <translation>Gemt som tekst, da formatet ikke kan på anden måde: {fields}.</translation>
    </message>
    <message>
        <location filename="../processing/framework/stored_fields.py" line="86"/>
        <source>Texts were cut to {most} bytes, in so many features: {fields}.</source>
        <translation>Tekster blev afkortet til {most} byte, i så mange objekter: {fields}.</translation>
    </message>
</context>
<context>
    <name>ThreatAssessment</name>
    <message>
        <location filename="../processing/algorithms/safety/threat_assessment.py" line="40"/>
        <source>Assess threat in exposed areas</source>
        <translation>Vurdér trusler i udsatte områder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/threat_assessment.py" line="44"/>
        <source>Field with the residents of an area (number)</source>
        <translation>Felt med et områdes beboere (antal)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/threat_assessment.py" line="45"/>
        <source>Which incidents are gang-related (expression)</source>
        <translation>Hvilke hændelser der er banderelaterede (udtryk)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/threat_assessment.py" line="50"/>
        <source>Exposed areas</source>
        <translation>Udsatte områder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/threat_assessment.py" line="51"/>
        <source>Incidents (points)</source>
        <translation>Hændelser (punkter)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/threat_assessment.py" line="52"/>
        <source>Quarter (as 2026-Q3)</source>
        <translation>Kvartal (som 2026-Q3)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/threat_assessment.py" line="55"/>
        <source>Sectors of the station</source>
        <translation>Stationens sektorer</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/threat_assessment.py" line="46"/>
        <source>Population (points or polygons)</source>
        <translation>Befolkning (punkter eller polygoner)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/threat_assessment.py" line="58"/>
        <source>Assessed areas</source>
        <translation>Vurderede områder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/threat_assessment.py" line="47"/>
        <source>Incidents by area and type (table)</source>
        <translation>Hændelser efter område og type (tabel)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/threat_assessment.py" line="48"/>
        <source>Notes with a row for every area of the quarter (table)</source>
        <translation>Noter med en række for hvert område i kvartalet (tabel)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="39"/>
        <source>Restricted: for police use only</source>
        <translation>Begrænset: kun til politiets brug</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="37"/>
        <source>The analyst&apos;s notes so far (table: area, quarter, text)</source>
        <translation>Analytikerens noter indtil nu (tabel: area, quarter, text)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="30"/>
        <source>Field with the area&apos;s name</source>
        <translation>Felt med områdets navn</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="31"/>
        <source>Field with the sector&apos;s name</source>
        <translation>Felt med sektorens navn</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="32"/>
        <source>Field with the residents of the population layer (number)</source>
        <translation>Felt med beboerne i befolkningslaget (antal)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="33"/>
        <source>Field with the type of crime</source>
        <translation>Felt med kriminalitetstypen</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="34"/>
        <source>Field with the scene</source>
        <translation>Felt med gerningsstedet</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="35"/>
        <source>Field with the earliest possible time</source>
        <translation>Felt med det tidligst mulige tidspunkt</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="36"/>
        <source>Field with the latest possible time</source>
        <translation>Felt med det senest mulige tidspunkt</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="38"/>
        <source>Confidence of the intervals (percent)</source>
        <translation>Konfidensniveau for intervallerne (procent)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="40"/>
        <source>Marking on every page</source>
        <translation>Mærkning på hver side</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="41"/>
        <source>Edition (text in the report)</source>
        <translation>Udgave (tekst i rapporten)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="146"/>
        <source>Edition</source>
        <translation>Udgave</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="146"/>
        <source>Made</source>
        <translation>Udarbejdet</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="124"/>
        <source>Threat assessment {quarter}</source>
        <translation>Trusselsvurdering {quarter}</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="127"/>
        <source>Not registered, for “{database}” has no exposed area of this name: {names}.</source>
        <translation>Ikke registreret, for »{database}« har intet udsat boligområde af det navn: {names}.</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/safety/_threat.py" line="132"/>
        <source>{count} areas registered in “{database}”.</source>
        <translation>{count} områder registreret i »{database}«.</translation>
    </message>
</context>
<context>
    <name>Tiles</name>
    <message>
        <location filename="../processing/algorithms/publish/_tiles.py" line="82"/>
        <source>The background would take {count} tiles, more than {most}. Lower the largest zoom.</source>
        <translation>Baggrunden ville kræve {count} fliser, flere end {most}. Sænk den største zoom.</translation>
    </message>
</context>
<context>
    <name>UndoGuard</name>
    <message>
        <location filename="../ui/plan/editor.py" line="168"/>
        <source>unit {unit}</source>
        <translation>enhed {unit}</translation>
    </message>
    <message>
        <location filename="../ui/plan/editor.py" line="172"/>
        <source>sector {sector}</source>
        <translation>sektor {sector}</translation>
    </message>
    <message>
        <location filename="../ui/plan/editor.py" line="187"/>
        <source>This step was not taken: it moves {what}, which is locked. Unlock it first.</source>
        <translation>Dette trin blev ikke udført: det flytter {what}, som er låst. Lås den op først.</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="49"/>
        <source>Welcome to Sector Planner</source>
        <translation>Velkommen til Sector Planner</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="51"/>
        <source>Try the sample city</source>
        <translation>Prøv prøvebyen</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="51"/>
        <source>An invented port with 3,000 street blocks, incidents and officers opens as a project. Nothing in it is real.</source>
        <translation>En opdigtet havneby med 3.000 karréer, hændelser og betjente åbner som et projekt. Intet i den er virkeligt.</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="52"/>
        <source>Open my own units</source>
        <translation>Åbn mine egne enheder</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="52"/>
        <source>Street blocks, parishes or grid cells from a file: GeoPackage, shapefile, GeoJSON …</source>
        <translation>Karréer, sogne eller celler i et net fra en fil: GeoPackage, shapefil, GeoJSON …</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="53"/>
        <source>Read the guide</source>
        <translation>Læs vejledningen</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="53"/>
        <source>Your first plan in fifteen minutes. It lies on your computer and opens in the browser.</source>
        <translation>Din første plan på et kvarter. Den ligger på din computer og åbner i browseren.</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="57"/>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="67"/>
        <source>Sectors with one known officer each: drawn, balanced, manned and published. How would you like to begin?</source>
        <translation>Sektorer med hver sin kendte betjent: tegnet, balanceret, bemandet og offentliggjort. Hvordan vil du begynde?</translation>
    </message>
    <message>
        <location filename="../ui/dialogs/welcome.py" line="68"/>
        <source>This panel opens by itself once. Later: Plugins → Sector Planner → Welcome…</source>
        <translation>Dette panel åbner af sig selv én gang. Senere: Plugins → Sector Planner → Velkommen…</translation>
    </message>
</context>
<context>
    <name>WorkloadIndex</name>
    <message>
        <location filename="../processing/algorithms/prepare/workload_index.py" line="28"/>
        <source>Compute workload</source>
        <translation>Beregn belastning</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/workload_index.py" line="33"/>
        <source>Planning units</source>
        <translation>Planenheder</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/workload_index.py" line="35"/>
        <source>Units with workload</source>
        <translation>Enheder med belastning</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/workload_index.py" line="44"/>
        <source>Weight of crime (relative)</source>
        <translation>Vægt af kriminalitet (relativ)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/workload_index.py" line="42"/>
        <source>Weight of exposed housing areas (relative)</source>
        <translation>Vægt af udsatte boligområder (relativ)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/workload_index.py" line="46"/>
        <source>Weight of special places (relative)</source>
        <translation>Vægt af særlige steder (relativ)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/workload_index.py" line="47"/>
        <source>Weight of population (relative)</source>
        <translation>Vægt af befolkning (relativ)</translation>
    </message>
    <message>
        <location filename="../processing/algorithms/prepare/workload_index.py" line="63"/>
        <source>Layer “{layer}” has none of the fields {fields}. Run “Build planning units” first.</source>
        <translation>Lag »{layer}« har ingen af felterne {fields}. Kør »Byg planenheder« først.</translation>
    </message>
</context>
</TS>
