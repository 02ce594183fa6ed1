#!/usr/bin/env bash
# GDAL: ogr2ogr writes a table without places to FlatGeobuf as a layer without rows; without a spatial index
# (-lco SPATIAL_INDEX=NO) as a file of no bytes, which no driver opens. Both times it exits with 0 and says nothing. The same
# table as GeoPackage has its three rows.
# Run without any product, by the gdal-bin of the system (seen with 3.6.2). Prints what was seen; fails if that changes.
set -euo pipefail
command -v ogr2ogr >/dev/null || { echo "needs gdal-bin"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf 'id,name\n1,a\n2,b\n3,c\n' >"$folder/table.csv"
rows() { ogrinfo -so -al "$1" | sed -n 's/^Feature Count: //p'; }
ogrinfo --version
said=$(ogr2ogr -f FlatGeobuf "$folder/table.fgb" "$folder/table.csv" 2>&1)
said+=$(ogr2ogr -f FlatGeobuf -lco SPATIAL_INDEX=NO "$folder/plain.fgb" "$folder/table.csv" 2>&1)
ogr2ogr -f GPKG "$folder/table.gpkg" "$folder/table.csv"
kept=$(rows "$folder/table.gpkg") left=$(rows "$folder/table.fgb") bytes=$(stat -c %s "$folder/plain.fgb")
echo "rows: CSV 3, GeoPackage $kept, FlatGeobuf $left; FlatGeobuf without index: $bytes bytes; both exited with 0 and said “$said”"
[[ -z $said && $kept == 3 && $left == 0 && $bytes == 0 ]]
