<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
<context>
    <name>Base</name>
    <message>
        <location filename="../processing/base.py" line="155"/>
        <source>Sector Planner needs the Python library {name} {least} or newer; found: {found}. See README.md.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/base.py" line="158"/>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/base.py" line="163"/>
        <source>{path}: {reason}. Nothing was written. Choose another place, or free this one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <location filename="../core/adjacency.py" line="108"/>
        <source>Layer “{layer}”, line {fid} has no geometry. Draw it from unit to unit, or delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/adjacency.py" line="168"/>
        <source> and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/district_sectors.py" line="23"/>
        <source>Sectors per district: “{name}” appears twice. Give each district once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/district_sectors.py" line="38"/>
        <source>Sectors per district: “{name}” has {number} sectors. Give at least 1, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/manning.py" line="78"/>
        <source>Sector number {row} has the workload {value}; it must be zero or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/manning.py" line="81"/>
        <source>No sector has any workload, so there is nothing to share officers out by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/manning_settings.py" line="29"/>
        <source>There are no officers to share out. Give a number of at least 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/manning_settings.py" line="31"/>
        <source>The least number of officers in a sector cannot be negative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/manning_settings.py" line="33"/>
        <source>The threshold for moving people is at least 1 officer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/manning_settings.py" line="35"/>
        <source>“{method}” is not a way of sharing out officers. Choose one of: {methods}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/table.py" line="39"/>
        <source>Layer “{layer}” has no field “{field}”. It has: {fields}. Choose one of these.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workload.py" line="42"/>
        <source>Field “{field}” has a negative value ({value}); a workload needs values of zero or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workload_settings.py" line="22"/>
        <source>A weight is negative. Give weights of zero or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workload_settings.py" line="24"/>
        <source>All weights are zero. Give at least one criterion a weight.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <location filename="../processing/base.py" line="33"/>
        <source>Prepare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/base.py" line="34"/>
        <source>Draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/base.py" line="35"/>
        <source>Balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/base.py" line="36"/>
        <source>Crime</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/base.py" line="37"/>
        <source>Safety</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/base.py" line="38"/>
        <source>Publish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/base.py" line="39"/>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <location filename="../processing/layers.py" line="48"/>
        <source>Layer “{layer}” has no coordinate reference system. Set it in the layer's properties.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/layers.py" line="89"/>
        <source>Layer “{layer}”: {count} geometries could not be read or transformed; treated as missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/layers.py" line="106"/>
        <source>Layer “{layer}” has no field “{field}”. It has: {fields}. Choose one of these.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/layers.py" line="249"/>
        <source>Output {name} refused a feature: {reason}. Nothing was kept; choose another file or format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/layers.py" line="254"/>
        <source>Output {name} could not be completed: {reason}. Nothing was kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Plugin</name>
    <message>
        <location filename="../plugin.py" line="40"/>
        <source>Plan and publish sectors…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin.py" line="41"/>
        <source>Make a sample city…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin.py" line="42"/>
        <source>Balance sectors…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin.py" line="43"/>
        <source>Publish the sector map…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin.py" line="71"/>
        <source>Sector Planner</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Run</name>
    <message>
        <location filename="../processing/run.py" line="111"/>
        <source>The layer for {parameter} could not be opened. Check that it still exists.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkloadIndex</name>
    <message>
        <location filename="../processing/workload_index.py" line="32"/>
        <source>Compute workload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/workload_index.py" line="37"/>
        <source>Planning units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/workload_index.py" line="45"/>
        <source>Units with workload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/workload_index.py" line="53"/>
        <source>Weight of crime (relative)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/workload_index.py" line="54"/>
        <source>Weight of exposed housing areas (relative)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/workload_index.py" line="59"/>
        <source>Weight of special places (relative)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing/workload_index.py" line="60"/>
        <source>Weight of population (relative)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
