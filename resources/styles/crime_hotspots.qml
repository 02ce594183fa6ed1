<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.40" styleCategories="Symbology|Labeling|MapTips" labelsEnabled="0">
  <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
    <symbols>
      <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="color" value="209,67,63,40"/>
            <Option type="QString" name="outline_color" value="120,110,110,60"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.08"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="solid"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option type="Map" name="properties">
                <Option type="Map" name="fillColor">
                  <Option type="bool" name="active" value="true"/>
                  <Option type="QString" name="expression" value="coalesce(map_get(map('hot 99', '#d88f1d3f', 'hot 95', '#d8d1433f', 'hot 90', '#d8f5a25b', 'cold 90', '#d8bcd9e6', 'cold 95', '#d86fa9c9', 'cold 99', '#d82d6a94'), &quot;gi_class&quot;), '#00ffffff')"/>
                  <Option type="int" name="type" value="3"/>
                </Option>
              </Option>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <mapTip enabled="1">&lt;style&gt;body{font:13px sans-serif;color:#1d2733;background:#fff;margin:8px}h3{margin:0 0 4px;font-size:15px}p{margin:3px 0}&lt;/style&gt;
&lt;h3&gt;[% "gi_class" %]&lt;/h3&gt;
&lt;p&gt;Gi* [% format_number("gi_z", 2) %], [% if(left(coalesce(@qgis_locale, 'en'), 2) = 'da', 'justeret p', 'adjusted p') %] [% format_number("gi_p_adjusted", 4) %]&lt;/p&gt;
&lt;p&gt;[% if("hot_spot" is null, '', if(left(coalesce(@qgis_locale, 'en'), 2) = 'da', 'hot spot ', 'hot spot ') || "hot_spot" || if(coalesce("hot_spot_sectors", '') = '', '', ' · ' || if(left(coalesce(@qgis_locale, 'en'), 2) = 'da', 'sektor ', 'sector ') || "hot_spot_sectors")) %]&lt;/p&gt;
&lt;p&gt;[% coalesce(attribute(@feature, 'trend'), '') %]&lt;/p&gt;</mapTip>
</qgis>
