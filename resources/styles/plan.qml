<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.40" styleCategories="Symbology">
  <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
    <symbols>
      <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option type="QString" name="color" value="200,200,200,255"/>
            <Option type="QString" name="outline_color" value="255,255,255,140"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.06"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="solid"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option type="Map" name="properties">
                <Option type="Map" name="fillColor">
                  <Option type="bool" name="active" value="true"/>
                  <Option type="QString" name="expression" value="if(&quot;sector_id&quot; is null, '#f4f4f4', array_get(array('#7fb2d9','#f2b66d','#8fc9a3','#d99bbd','#d6cb7a','#a9b1bc','#e59a8c','#9fa8da','#b7d67a','#7fc8c8','#c9a98f','#c7a6e0'), if(regexp_match(to_string(&quot;sector_id&quot;), '^[0-9]+$'), to_int(&quot;sector_id&quot;) * 5, ascii(substr(md5(to_string(&quot;sector_id&quot;)), 1, 1)) + ascii(substr(md5(to_string(&quot;sector_id&quot;)), 2, 1))) % 12))"/>
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
</qgis>
