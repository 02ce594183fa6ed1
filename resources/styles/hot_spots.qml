<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.40" styleCategories="Symbology|Labeling|MapTips" labelsEnabled="1">
  <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
    <symbols>
      <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="color" value="209,67,63,40"/>
            <Option type="QString" name="outline_color" value="143,29,63,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.5"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="solid"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option type="Map" name="properties">
                <Option type="Map" name="fillColor">
                  <Option type="bool" name="active" value="false"/>
                  <Option type="QString" name="expression" value="''"/>
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
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName="&quot;hot_spot&quot; || if(&quot;straddles&quot;, '\n' || replace(&quot;sectors&quot;, ', ', ' + '), '')" isExpression="1" fontSize="9" fontWeight="75" textColor="60,10,25,255">
        <text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="255,255,255,255"/>
      </text-style>
      <placement placement="1" obstacle="0"/>
      <rendering drawLabels="1" obstacle="0"/>
    </settings>
  </labeling>
  <mapTip enabled="1">&lt;style&gt;body{font:13px sans-serif;color:#1d2733;background:#fff;margin:8px}h3{margin:0 0 4px;font-size:15px}p{margin:3px 0}&lt;/style&gt;
&lt;h3&gt;[% if(left(coalesce(@qgis_locale, 'en'), 2) = 'da', 'Hot spot ', 'Hot spot ') || "hot_spot" %]&lt;/h3&gt;
&lt;p&gt;[% format_number("incidents", 0) %] [% if(left(coalesce(@qgis_locale, 'en'), 2) = 'da', 'hændelser i', 'incidents in') %] [% "cells" %] [% if(left(coalesce(@qgis_locale, 'en'), 2) = 'da', 'celler', 'cells') %] ([% format_number("share_percent", 1) %] %)&lt;/p&gt;
&lt;p&gt;&lt;b&gt;[% "owners" %]&lt;/b&gt;&lt;/p&gt;</mapTip>
</qgis>
