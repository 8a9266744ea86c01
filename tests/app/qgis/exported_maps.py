"""What `lacuna classify` and `lacuna whatif` write, as QGIS and GDAL see it: renderer, names, colours, areas, georeference,
no-data, styles, polygons. Exit status 77: there is no QGIS here.

    exported_maps.py LACUNA
"""

import os
import subprocess
import sys
import tempfile

try:
    import numpy
    from osgeo import gdal
    from qgis.core import (QgsApplication, QgsPalettedRasterRenderer, QgsRasterLayer, QgsRenderContext,
                           QgsSingleBandGrayRenderer, QgsVectorLayer)
    from qgis.PyQt.QtCore import QSize, Qt
except ImportError as missing:
    print(f"skipped: QGIS's Python API is not installed ({missing}); packaging/setup.sh --qgis installs it")
    sys.exit(77)

WIDTH, HEIGHT = 40, 36
HOLE = (slice(4, 12), slice(6, 20))  # rows and columns where no sensor has data
HECTARES = 0.01  # of a cell of 10 m × 10 m
gdal.UseExceptions()
faults = []


def expect(found, expected, what):
    if found != expected:
        faults.append(f"{what}: {found!r}, expected {expected!r}")


def make_maps(lacuna, folder):
    """A scene with a hole in all its sensors, a model of one epoch, and everything that can be exported."""
    def run(*arguments):
        done = subprocess.run([lacuna, *arguments, "--quiet"], cwd=folder, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"lacuna {' '.join(arguments)} failed: {done.stderr}")
    run("scene", "--out", ".", "--width", str(WIDTH), "--height", str(HEIGHT), "--classes", "4", "--sensors",
        "hs:hyperspectral:6,lidar:lidar:1")
    for sensor in ("hs.tif", "lidar.tif"):
        raster = gdal.Open(os.path.join(folder, sensor), gdal.GA_Update)
        for number in range(1, raster.RasterCount + 1):
            band = raster.GetRasterBand(number)
            if band.GetNoDataValue() is None:
                band.SetNoDataValue(0)
            cells = band.ReadAsArray()
            cells[HOLE] = band.GetNoDataValue()
            band.WriteArray(cells)
        raster = None
    sensors = ("--modality", "hs=hs.tif", "--modality", "lidar=lidar.tif")
    run("train", *sensors, "--labels", "labels.tif", "--split", "random", "--epochs", "1", "--placement", "last-2x2", "--out",
        "model.safetensors")
    model = (*sensors, "--model", "model.safetensors")
    run("classify", *model, "--out", "map.tif", "--confidence", "confidence.tif", "--availability", "availability.tif",
        "--probabilities", "probabilities.tif", "--polygons", "areas.gpkg", "--sld", "--clr")
    run("classify", *model, "--out", "cloud.tif", "--cog")
    run("whatif", *model, "--reference", "truth.tif", "--out", "study")


def category_names(path):
    """GDAL 3.6's Python returns no names from GetCategoryNames."""
    return gdal.Info(path, format="json")["bands"][0].get("categories", [])


def class_table(path):
    """Names and colours by value, as the raster has them."""
    raster = gdal.Open(path)  # a band dies with its raster
    names, colours = category_names(path), raster.GetRasterBand(1).GetColorTable()
    return {value: (names[value], "#%02x%02x%02x" % colours.GetColorEntry(value)[:3]) for value in range(1, len(names))}


def check_gdal(path, classes, name):
    raster = gdal.Open(path)
    band = raster.GetRasterBand(1)
    cells = band.ReadAsArray()
    expect(raster.RasterCount, 1, f"{name}: bands")
    expect(band.GetColorInterpretation(), gdal.GCI_PaletteIndex, f"{name}: colour interpretation")
    expect(band.GetNoDataValue(), 0.0, f"{name}: no-data")
    expect(raster.GetGeoTransform(), (500000.0, 10.0, 0.0, 5300000.0, 0.0, -10.0), f"{name}: geotransform")
    expect(raster.GetSpatialRef().GetAuthorityCode(None), "32632", f"{name}: CRS")
    categories, palette, table = category_names(path), band.GetColorTable(), band.GetDefaultRAT()
    column = {table.GetUsageOfCol(i): i for i in range(table.GetColumnCount())}
    title = {table.GetNameOfCol(i): i for i in range(table.GetColumnCount())}
    expect(table.GetRowCount(), len(classes), f"{name}: rows of the attribute table")
    for row, (value, (label, colour)) in enumerate(sorted(classes.items())):
        count = int((cells == value).sum())
        expect(categories[value], label, f"{name}: category {value}")
        expect("#%02x%02x%02x" % palette.GetColorEntry(value)[:3], colour, f"{name}: palette {value}")
        expect(table.GetValueAsInt(row, column[gdal.GFU_MinMax]), value, f"{name}: RAT value")
        expect(table.GetValueAsString(row, column[gdal.GFU_Name]), label, f"{name}: RAT name {value}")
        expect(table.GetValueAsInt(row, column[gdal.GFU_PixelCount]), count, f"{name}: RAT count {value}")
        expect(round(table.GetValueAsDouble(row, title["Area_ha"]), 4), round(count * HECTARES, 4), f"{name}: RAT area {value}")
    return cells


def check_qgis(path, classes, cells, name):
    layer = QgsRasterLayer(path, name)
    expect(layer.isValid(), True, f"{name}: valid in QGIS")
    expect(layer.bandCount(), 1, f"{name}: bands in QGIS")
    expect(layer.crs().authid(), "EPSG:32632", f"{name}: CRS in QGIS")
    extent = layer.extent()
    expect((extent.xMinimum(), extent.yMaximum(), extent.width(), extent.height()),
           (500000.0, 5300000.0, WIDTH * 10.0, HEIGHT * 10.0), f"{name}: extent in QGIS")
    renderer = layer.renderer()
    expect(type(renderer), QgsPalettedRasterRenderer, f"{name}: renderer")
    if isinstance(renderer, QgsPalettedRasterRenderer):
        legend = {int(one.value): (one.label, one.color.name()) for one in renderer.classes()}
        expect(legend, classes, f"{name}: legend")
    picture = layer.previewAsImage(QSize(WIDTH, HEIGHT), Qt.transparent)
    shown = [[picture.pixelColor(column, row) for column in range(WIDTH)] for row in range(HEIGHT)]
    wrong = sum(shown[row][column].name() != classes[cells[row, column]][1]
                for row in range(HEIGHT) for column in range(WIDTH) if cells[row, column])
    veiled = sum(shown[row][column].alpha() != 0 for row in range(HEIGHT) for column in range(WIDTH) if not cells[row, column])
    expect((wrong, veiled), (0, 0), f"{name}: cells of a wrong colour, and no-data that is not transparent")


def check_values(path, name, bands, no_data):
    layer = QgsRasterLayer(path, name)
    expect((layer.isValid(), layer.bandCount(), layer.crs().authid()), (True, bands, "EPSG:32632"), f"{name} in QGIS")
    if bands == 1:
        expect(type(layer.renderer()), QgsSingleBandGrayRenderer, f"{name}: renderer")
    provider = layer.dataProvider()
    block = provider.block(1, layer.extent(), WIDTH, HEIGHT)
    hidden = numpy.array([[block.isNoData(row, column) for column in range(WIDTH)] for row in range(HEIGHT)])
    expect(bool((hidden == no_data).all()), True, f"{name}: no-data where the map has none")


def check_polygons(path, classes, cells):
    layer = QgsVectorLayer(path + "|layername=classes", "areas")
    expect((layer.isValid(), layer.crs().authid()), (True, "EPSG:32632"), "polygons in QGIS")
    hectares = {}
    for feature in layer.getFeatures():
        value = feature["value"]
        expect(feature["class"], classes[value][0], "name of a polygon")
        expect(feature.geometry().isGeosValid(), True, f"polygon {feature.id()}: geometry")
        expect(round(feature.geometry().area() / 1e4, 4), round(feature["area_ha"], 4), f"polygon {feature.id()}: area")
        hectares[value] = round(hectares.get(value, 0) + feature["area_ha"], 4)
    counted = {value: round(int((cells == value).sum()) * HECTARES, 4) for value in classes if (cells == value).any()}
    expect(hectares, counted, "hectares by class of the polygons")
    renderer = layer.renderer()
    expect(renderer.type(), "categorizedSymbol", "renderer of the polygons")
    if renderer.type() == "categorizedSymbol":
        expect({int(one.value()): (one.label(), one.symbol().color().name()) for one in renderer.categories()}, classes,
               "legend of the polygons")
        context = QgsRenderContext()
        renderer.startRender(context, layer.fields())
        for feature in layer.getFeatures():
            symbol = renderer.symbolForFeature(feature, context)
            expect(symbol and symbol.color().name(), classes[feature["value"]][1], f"polygon {feature.id()}: colour")
        renderer.stopRender(context)


def check_styles(folder, classes):
    read = QgsPalettedRasterRenderer.classDataFromFile(os.path.join(folder, "map.clr"))
    expect({int(one.value): one.color.name() for one in read}, {value: colour for value, (_, colour) in classes.items()},
           "map.clr in QGIS")
    bare = os.path.join(folder, "bare.tif")
    os.link(os.path.join(folder, "map.tif"), bare)
    layer = QgsRasterLayer(bare, "bare")
    loaded = layer.loadNamedStyle(os.path.join(folder, "map.qml"))
    expect((loaded[1], len(layer.renderer().classes())), (True, len(classes)), "map.qml loaded into another layer")


def check_all(folder):
    path = lambda name: os.path.join(folder, name)
    classes = class_table(path("truth.tif"))
    cells = check_gdal(path("map.tif"), classes, "map")
    expect(bool((cells[HOLE] == 0).all() and (cells != 0).sum() == WIDTH * HEIGHT - 8 * 14), True, "map: the hole is no-data")
    check_qgis(path("map.tif"), classes, cells, "map")
    expect(gdal.Open(path("cloud.tif")).GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE"), "COG", "cloud: layout")
    check_qgis(path("cloud.tif"), classes, check_gdal(path("cloud.tif"), classes, "cloud"), "cloud")
    check_values(path("confidence.tif"), "confidence", 1, cells == 0)
    check_values(path("availability.tif"), "availability", 1, cells == 0)
    check_values(path("probabilities.tif"), "probabilities", len(classes), cells == 0)
    for lost in ("hs", "lidar"):
        flips, name = path(f"study/flips-without-{lost}.tif"), f"flips without {lost}"
        table = class_table(flips)
        check_qgis(flips, table, check_gdal(flips, table, name), name)
    check_polygons(path("areas.gpkg"), classes, cells)
    check_styles(folder, classes)


with tempfile.TemporaryDirectory(prefix="lacuna-qgis-") as work:
    os.environ.setdefault("XDG_RUNTIME_DIR", work)
    os.environ["QGIS_CUSTOM_CONFIG_PATH"] = work
    make_maps(os.path.abspath(sys.argv[1]), work)
    application = QgsApplication([], False)
    application.initQgis()
    check_all(work)
    application.exitQgis()
for fault in faults[:30]:
    print(fault)
print(f"{len(faults)} faults" if faults else "every exported file is shown as it was meant")
# At once: PyQt's own clean-up is known to crash behind a finished test.
sys.stdout.flush()
os._exit(1 if faults else 0)
