<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Core</name>
    <message>
        <source>A learned prompt for every pattern of missing sensors, put before the tokens of the first blocks.</source>
        <translation>Ein gelernter Prompt für jedes Muster fehlender Sensoren, vor die Tokens der ersten Blöcke gesetzt.</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>Ausrichten</translation>
    </message>
    <message>
        <source>As MoE-adapt, but the router also knows which sensors are present.</source>
        <translation>Wie MoE-adapt, aber der Router weiß auch, welche Sensoren da sind.</translation>
    </message>
    <message>
        <source>Augment</source>
        <translation>Anreichern</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>Verfügbarkeit</translation>
    </message>
    <message>
        <source>Averaging</source>
        <translation>Mittelung</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>Grundnetz</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Block size</source>
        <translation>Blockgröße</translation>
    </message>
    <message>
        <source>Blocks with a prompt, from the first on</source>
        <translation>Blöcke mit Prompt, vom ersten an</translation>
    </message>
    <message>
        <source>Blocks with correlated prompts, from the first on</source>
        <translation>Blöcke mit verknüpften Prompts, vom ersten an</translation>
    </message>
    <message>
        <source>Blocks with experts and dynamic experts in each: last-6x2, head-6x2, last-2x5, 6x2,7x2</source>
        <translation>Blöcke mit Experten und dynamische Experten in jedem: last-6x2, head-6x2, last-2x5, 6x2,7x2</translation>
    </message>
    <message>
        <source>Blocks with experts and experts in each: last-6x2, head-6x2, last-2x5, 6x2,7x2</source>
        <translation>Blöcke mit Experten und Experten in jedem: last-6x2, head-6x2, last-2x5, 6x2,7x2</translation>
    </message>
    <message>
        <source>Bottleneck</source>
        <translation>Engstelle</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>Puffer</translation>
    </message>
    <message>
        <source>Classify one pixel in stride × stride</source>
        <translation>Von Schritt × Schritt Pixeln eines klassifizieren</translation>
    </message>
    <message>
        <source>Clip norm</source>
        <translation>Norm kappen</translation>
    </message>
    <message>
        <source>Common</source>
        <translation>Gemeinsame</translation>
    </message>
    <message>
        <source>Correlated</source>
        <translation>Verknüpfte</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Draw each sample&apos;s missing sensors anew every epoch instead of once</source>
        <translation>Die fehlenden Sensoren jeder Stichprobe in jeder Epoche neu ziehen statt einmal</translation>
    </message>
    <message>
        <source>Dynamic</source>
        <translation>Dynamische</translation>
    </message>
    <message>
        <source>Dynamic experts</source>
        <translation>Dynamische Experten</translation>
    </message>
    <message>
        <source>Dynamic experts a token uses</source>
        <translation>Dynamische Experten, die ein Token benutzt</translation>
    </message>
    <message>
        <source>Dynamic experts in each adapted block; 0: as the placement says</source>
        <translation>Dynamische Experten in jedem angepassten Block; 0: wie die Platzierung sagt</translation>
    </message>
    <message>
        <source>Edge of the patch around a pixel; a multiple of 3</source>
        <translation>Kante des Ausschnitts um ein Pixel; ein Vielfaches von 3</translation>
    </message>
    <message>
        <source>Edge of the spatial blocks</source>
        <translation>Kante der räumlichen Blöcke</translation>
    </message>
    <message>
        <source>Edge of the tiles the scene is cut into; 0: chosen from the bands and the memory</source>
        <translation>Kante der Kacheln, in die die Szene zerlegt wird; 0: nach Bändern und Speicher gewählt</translation>
    </message>
    <message>
        <source>Encoders and head alone are trained: the measure of what experts add.</source>
        <translation>Nur Encoder und Kopf werden trainiert: das Maß dafür, was Experten bringen.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Eta</source>
        <translation>Eta</translation>
    </message>
    <message>
        <source>Experts</source>
        <translation>Experten</translation>
    </message>
    <message>
        <source>Experts a token uses; 0: all of the block</source>
        <translation>Experten, die ein Token benutzt; 0: alle des Blocks</translation>
    </message>
    <message>
        <source>Experts in each adapted block; 0: as the placement says</source>
        <translation>Experten in jedem angepassten Block; 0: wie die Platzierung sagt</translation>
    </message>
    <message>
        <source>Fixes every random choice</source>
        <translation>Legt jede zufällige Wahl fest</translation>
    </message>
    <message>
        <source>Flip and turn the patches, all sensors alike</source>
        <translation>Die Ausschnitte spiegeln und drehen, alle Sensoren gleich</translation>
    </message>
    <message>
        <source>Go on from an interrupted training of the same kind</source>
        <translation>Ein unterbrochenes Training gleicher Art fortsetzen</translation>
    </message>
    <message>
        <source>Highest learning rate</source>
        <translation>Höchste Lernrate</translation>
    </message>
    <message>
        <source>How many times narrower the networks between prompts are inside</source>
        <translation>Wievielmal schmaler die Netze zwischen den Prompts innen sind</translation>
    </message>
    <message>
        <source>How much each sensor&apos;s light varies from sample to sample: standard deviation of its logarithm</source>
        <translation>Wie sehr das Licht jedes Sensors von Stichprobe zu Stichprobe schwankt: Standardabweichung seines Logarithmus</translation>
    </message>
    <message>
        <source>Instead: share of the samples that have each sensor, as in HS=1,SAR=0.75; each incomplete sample lacks one</source>
        <translation>Stattdessen: Anteil der Stichproben, die jeden Sensor haben, wie HS=1,SAR=0.75; jeder unvollständigen fehlt einer</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>Longest gradient; 0 for any</source>
        <translation>Längster Gradient; 0: beliebig</translation>
    </message>
    <message>
        <source>Low-rank experts routed by token and by the sensors present, with shared and per-sensor ones.</source>
        <translation>Experten von niedrigem Rang, nach Token und vorhandenen Sensoren gewählt, mit gemeinsamen und solchen je Sensor.</translation>
    </message>
    <message>
        <source>Low-rank experts weighted by the token alone; the router does not know which sensors are missing.</source>
        <translation>Experten von niedrigem Rang, nach dem Token allein gewichtet; der Router weiß nicht, welche Sensoren fehlen.</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>Missing rate: share of the samples shown without some sensor</source>
        <translation>Ausfallrate: Anteil der Stichproben, denen ein Sensor fehlt</translation>
    </message>
    <message>
        <source>Mixing</source>
        <translation>Mischung</translation>
    </message>
    <message>
        <source>Modality experts</source>
        <translation>Sensorexperten</translation>
    </message>
    <message>
        <source>Number type of the matrix products; auto: bf16 where the processor multiplies in it</source>
        <translation>Zahlentyp der Matrixprodukte; auto: bf16, wo der Prozessor damit multipliziert</translation>
    </message>
    <message>
        <source>Passes over the training samples</source>
        <translation>Durchgänge durch die Trainingsstichproben</translation>
    </message>
    <message>
        <source>Patch size</source>
        <translation>Ausschnittgröße</translation>
    </message>
    <message>
        <source>Pattern code</source>
        <translation>Mustercode</translation>
    </message>
    <message>
        <source>Pixels of one forward pass; 0: chosen for the device</source>
        <translation>Pixel eines Vorwärtslaufs; 0: für das Gerät gewählt</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>Platzierung</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit der Zahlen</translation>
    </message>
    <message>
        <source>Prompt blocks</source>
        <translation>Prompt-Blöcke</translation>
    </message>
    <message>
        <source>Prompt length</source>
        <translation>Prompt-Länge</translation>
    </message>
    <message>
        <source>Prompts before the sequence (input), or half of them before the keys and half before the values of the attention</source>
        <translation>Prompts vor der Folge (input) oder je zur Hälfte vor den Schlüsseln und den Werten der Attention</translation>
    </message>
    <message>
        <source>Prompts of each sensor, linked across sensors and blocks, with common and input-dependent ones.</source>
        <translation>Prompts jedes Sensors, über Sensoren und Blöcke verknüpft, mit gemeinsamen und eingabeabhängigen.</translation>
    </message>
    <message>
        <source>Pull of weights towards zero</source>
        <translation>Zug der Gewichte zur Null</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Rank of each expert</source>
        <translation>Rang jedes Experten</translation>
    </message>
    <message>
        <source>Redraw patterns</source>
        <translation>Muster neu ziehen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Router hidden</source>
        <translation>Router verborgen</translation>
    </message>
    <message>
        <source>Samples of one step</source>
        <translation>Stichproben eines Schritts</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Share of each class that trains when the labels are split</source>
        <translation>Anteil jeder Klasse, der trainiert, wenn die Stichproben aufgeteilt werden</translation>
    </message>
    <message>
        <source>Share of the samples that are shown mixed with another sample of their class</source>
        <translation>Anteil der Stichproben, die mit einer anderen ihrer Klasse gemischt gezeigt werden</translation>
    </message>
    <message>
        <source>Share of the steps over which the learning rate rises</source>
        <translation>Anteil der Schritte, über die die Lernrate steigt</translation>
    </message>
    <message>
        <source>Share of the steps, the last ones, over which the model is the mean of its weights; 0: the last weights</source>
        <translation>Anteil der Schritte, der letzten, über die das Modell das Mittel seiner Gewichte ist; 0: die letzten Gewichte</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>Gemeinsamer</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Test samples closer than this to a training sample are dropped</source>
        <translation>Teststichproben, die näher als das an einer Trainingsstichprobe liegen, fallen weg</translation>
    </message>
    <message>
        <source>Test samples judged after each epoch, for the curve alone; 0: none</source>
        <translation>Teststichproben, die nach jeder Epoche beurteilt werden, nur für die Kurve; 0: keine</translation>
    </message>
    <message>
        <source>Tile size</source>
        <translation>Kachelgröße</translation>
    </message>
    <message>
        <source>Tokens of each kind of prompt and sensor</source>
        <translation>Tokens jeder Art von Prompt und Sensor</translation>
    </message>
    <message>
        <source>Tokens of each prompt; even for attention</source>
        <translation>Tokens jedes Prompts; gerade bei Attention</translation>
    </message>
    <message>
        <source>Top k</source>
        <translation>Beste k</translation>
    </message>
    <message>
        <source>Train fraction</source>
        <translation>Trainingsanteil</translation>
    </message>
    <message>
        <source>Use a shared expert</source>
        <translation>Einen gemeinsamen Experten benutzen</translation>
    </message>
    <message>
        <source>Use correlated prompts</source>
        <translation>Verknüpfte Prompts benutzen</translation>
    </message>
    <message>
        <source>Use dynamic experts</source>
        <translation>Dynamische Experten benutzen</translation>
    </message>
    <message>
        <source>Use dynamic prompts</source>
        <translation>Dynamische Prompts benutzen</translation>
    </message>
    <message>
        <source>Use one expert for each sensor</source>
        <translation>Einen Experten je Sensor benutzen</translation>
    </message>
    <message>
        <source>Use prompts common to the sensors</source>
        <translation>Prompts benutzen, die den Sensoren gemeinsam sind</translation>
    </message>
    <message>
        <source>Warm up</source>
        <translation>Anlauf</translation>
    </message>
    <message>
        <source>Warp rasters whose grid differs to the first one&apos;s (bilinear) instead of refusing them</source>
        <translation>Raster, deren Gitter abweicht, auf das des ersten umrechnen (bilinear) statt sie abzulehnen</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>Beobachtete</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabnahme</translation>
    </message>
    <message>
        <source>Which sensor is missing in those: any, or a sensor&apos;s name</source>
        <translation>Welcher Sensor dabei fehlt: any (irgendeiner) oder der Name eines Sensors</translation>
    </message>
    <message>
        <source>Whole FFNs routed by the token; many more trained weights, slower on a processor.</source>
        <translation>Ganze FFNs, nach dem Token gewählt; viel mehr trainierte Gewichte, langsamer auf einem Prozessor.</translation>
    </message>
    <message>
        <source>Width of the router&apos;s code of which sensors are there</source>
        <translation>Breite des Codes, der dem Router sagt, welche Sensoren da sind</translation>
    </message>
    <message>
        <source>Width of the router&apos;s code of which sensors are there; 0: it does not see them</source>
        <translation>Breite des Codes, der dem Router sagt, welche Sensoren da sind; 0: er sieht sie nicht</translation>
    </message>
    <message>
        <source>Width of the router&apos;s projection; 0: none</source>
        <translation>Breite der Projektion des Routers; 0: keine</translation>
    </message>
    <message>
        <source>auto, cpu, cuda or cuda:&lt;index&gt;</source>
        <translation>auto, cpu, cuda oder cuda:&lt;Nummer&gt;</translation>
    </message>
    <message>
        <source>blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>compact, b16 (generated weights), none (encoders and head alone), or a backbone file that lacuna weights import made of CLIP</source>
        <translation>compact, b16 (erzeugte Gewichte), none (nur Encoder und Kopf) oder eine Datei mit Grundnetz, die lacuna weights import aus CLIP gemacht hat</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>none: all labels train; blocks: spatial blocks with a buffer; random: flatters, patches overlap</source>
        <translation>none: alle Stichproben trainieren; blocks: räumliche Blöcke mit Puffer; random: schönt, Ausschnitte überlappen</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
</context>
<context>
    <name>DegradePopover</name>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Speckle</source>
        <translation>Speckle</translation>
    </message>
    <message>
        <source>Dropped bands</source>
        <translation>Ausgefallene Bänder</translation>
    </message>
    <message>
        <source>Dead detectors</source>
        <translation>Tote Detektoren</translation>
    </message>
    <message>
        <source>Shift right</source>
        <translation>Versatz nach rechts</translation>
    </message>
    <message>
        <source>Shift down</source>
        <translation>Versatz nach unten</translation>
    </message>
    <message>
        <source>Height offset</source>
        <translation>Höhenversatz</translation>
    </message>
    <message>
        <source>Scene with it</source>
        <translation>Betroffener Anteil</translation>
    </message>
</context>
<context>
    <name>ExpertTables</name>
    <message>
        <source>block %1</source>
        <translation>Block %1</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>Sensoren</translation>
    </message>
</context>
<context>
    <name>FileChoosers</name>
    <message>
        <source>Rasters (*.tif *.tiff *.vrt *.hdr *.img *.dat *.bsq *.h5 *.nc);;All files (*)</source>
        <translation>Raster (*.tif *.tiff *.vrt *.hdr *.img *.dat *.bsq *.h5 *.nc);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Labels (*.tif *.tiff *.gpkg *.shp *.geojson *.json *.xml *.txt *.roi);;All files (*)</source>
        <translation>Beschriftungen (*.tif *.tiff *.gpkg *.shp *.geojson *.json *.xml *.txt *.roi);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg);;Shapefile (*.shp);;GeoJSON (*.geojson);;ENVI regions (*.xml);;Label raster (*.tif)</source>
        <translation>GeoPackage (*.gpkg);;Shapefile (*.shp);;GeoJSON (*.geojson);;ENVI-Regionen (*.xml);;Klassenraster (*.tif)</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>Modelle (*.safetensors)</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>E</source>
        <translation>O</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>%1 map units</source>
        <translation>%1 Karteneinheiten</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 m</translation>
    </message>
    <message>
        <source>%1 km</source>
        <translation>%1 km</translation>
    </message>
    <message>
        <source>%1 px²</source>
        <translation>%1 px²</translation>
    </message>
    <message>
        <source>%1 map units²</source>
        <translation>%1 Karteneinheiten²</translation>
    </message>
    <message>
        <source>%1 m²</source>
        <translation>%1 m²</translation>
    </message>
    <message>
        <source>%1 ha</source>
        <translation>%1 ha</translation>
    </message>
    <message>
        <source>%1 km²</source>
        <translation>%1 km²</translation>
    </message>
    <message>
        <source>%1 · perimeter %2</source>
        <translation>%1 · Umfang %2</translation>
    </message>
    <message>
        <source>N</source>
        <comment>north arrow</comment>
        <translation>N</translation>
    </message>
    <message>
        <source>switch to %1</source>
        <translation>auf %1 umschalten</translation>
    </message>
    <message>
        <source>show %1</source>
        <translation>%1 einblenden</translation>
    </message>
    <message>
        <source>close %1</source>
        <translation>%1 schließen</translation>
    </message>
    <message>
        <source>remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>show %1 otherwise</source>
        <translation>%1 anders darstellen</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::AccuracyPanel</name>
    <message>
        <source>McNemar&apos;s exact test, %1</source>
        <translation>Exakter Test von McNemar, %1</translation>
    </message>
    <message>
        <source>McNemar&apos;s χ² = %1, %2</source>
        <translation>McNemars χ² = %1, %2</translation>
    </message>
    <message>
        <source>Accuracy by class</source>
        <translation>Genauigkeit je Klasse</translation>
    </message>
    <message>
        <source>Areas by class, corrected by the reference</source>
        <translation>Flächen je Klasse, durch die Referenz berichtigt</translation>
    </message>
    <message>
        <source>Confusion matrix, rows are the reference, columns the map</source>
        <translation>Konfusionsmatrix: Zeilen sind die Referenz, Spalten die Karte</translation>
    </message>
    <message>
        <source>Show errors on the map</source>
        <translation>Fehler auf der Karte zeigen</translation>
    </message>
    <message>
        <source>Reference pixels by which of the two maps is right</source>
        <translation>Referenzpixel danach, welche der beiden Karten richtig ist</translation>
    </message>
    <message>
        <source>McNemar&apos;s test</source>
        <translation>McNemar-Test</translation>
    </message>
    <message>
        <source>OA %</source>
        <translation>OA %</translation>
    </message>
    <message>
        <source>Overall accuracy: share of the reference pixels mapped right</source>
        <translation>Gesamtgenauigkeit (OA): Anteil der richtig kartierten Referenzpixel</translation>
    </message>
    <message>
        <source>AA %</source>
        <translation>AA %</translation>
    </message>
    <message>
        <source>Average accuracy: mean of the classes&apos; producer&apos;s accuracies</source>
        <translation>Mittlere Genauigkeit (AA): Mittel der Herstellergenauigkeiten der Klassen</translation>
    </message>
    <message>
        <source>κ</source>
        <translation>κ</translation>
    </message>
    <message>
        <source>Kappa: agreement beyond chance</source>
        <translation>Kappa: Übereinstimmung über den Zufall hinaus</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Je Klasse</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>Flächen</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>Konfusion</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>A layer with every reference pixel: right, or what was taken for what</source>
        <translation>Ein Layer mit jedem Referenzpixel: richtig, oder was wofür gehalten wurde</translation>
    </message>
    <message>
        <source>Save tables…</source>
        <translation>Tabellen speichern…</translation>
    </message>
    <message>
        <source>Tables as CSV and Markdown and the confusion matrix as SVG, into a folder</source>
        <translation>Tabellen als CSV und Markdown und die Konfusionsmatrix als SVG, in einen Ordner</translation>
    </message>
    <message>
        <source>Map: %1</source>
        <translation>Karte: %1</translation>
    </message>
    <message>
        <source>How well the map agrees with a reference stands here, once there is a map.</source>
        <translation>Hier steht, wie gut die Karte mit einer Referenz übereinstimmt, sobald es eine Karte gibt.</translation>
    </message>
    <message>
        <source>Open a model…</source>
        <translation>Modell öffnen…</translation>
    </message>
    <message>
        <source>Compare the map with labels that were not used for training.</source>
        <translation>Die Karte mit Beschriftungen vergleichen, die nicht zum Training dienten.</translation>
    </message>
    <message>
        <source>Import a reference…</source>
        <translation>Referenz importieren…</translation>
    </message>
    <message>
        <source>The accuracy comes when the map is finished.</source>
        <translation>Die Genauigkeit kommt, wenn die Karte fertig ist.</translation>
    </message>
    <message>
        <source>OA 95 % interval %1 – %2 %, %L3 reference pixels</source>
        <translation>OA 95-%-Intervall %1 – %2 %, %L3 Referenzpixel</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Producer&apos;s</source>
        <translation>Hersteller</translation>
    </message>
    <message>
        <source>User&apos;s</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>%1 %, 95 % interval %2 – %3 %</source>
        <translation>%1 %, 95-%-Intervall %2 – %3 %</translation>
    </message>
    <message>
        <source>in %</source>
        <translation>in %</translation>
    </message>
    <message>
        <source>ha</source>
        <translation>ha</translation>
    </message>
    <message>
        <source>Mapped %1</source>
        <translation>Kartiert %1</translation>
    </message>
    <message>
        <source>Estimated %1</source>
        <translation>Geschätzt %1</translation>
    </message>
    <message>
        <source>± %1</source>
        <translation>± %1</translation>
    </message>
    <message>
        <source>Producer&apos;s %</source>
        <translation>Hersteller %</translation>
    </message>
    <message>
        <source>User&apos;s %</source>
        <translation>Nutzer %</translation>
    </message>
    <message>
        <source>Weighted by the mapped area (Olofsson et al. 2014), OA %1 %; ± is half of a 95 % interval. Right where the reference is a random sample of the scene.</source>
        <translation>Nach der kartierten Fläche gewichtet (Olofsson u. a. 2014), OA %1 %; ± ist die Hälfte eines 95-%-Intervalls. Richtig, wo die Referenz eine Zufallsstichprobe der Szene ist.</translation>
    </message>
    <message>
        <source>%L1 cells are mapped as classes without a reference pixel and left out.</source>
        <translation>%L1 Zellen sind als Klassen ohne Referenzpixel kartiert und bleiben außer Betracht.</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>%L1 pixels of %2 are mapped as %3 (%4 %)</source>
        <translation>%L1 Pixel von %2 sind als %3 kartiert (%4 %)</translation>
    </message>
    <message>
        <source>%1 and %2 agree on %3 % of the scene.</source>
        <translation>%1 und %2 stimmen auf %3 % der Szene überein.</translation>
    </message>
    <message>
        <source>a significant difference (%1).</source>
        <translation>ein signifikanter Unterschied (%1).</translation>
    </message>
    <message>
        <source>no significant difference (%1).</source>
        <translation>kein signifikanter Unterschied (%1).</translation>
    </message>
    <message>
        <source>On %L1 pixels only the first is right, on %L2 only the second. The maps agree on %3 % of the scene.</source>
        <translation>Auf %L1 Pixeln ist nur die erste richtig, auf %L2 nur die zweite. Die Karten stimmen auf %3 % der Szene überein.</translation>
    </message>
    <message>
        <source>Their training samples differ: one may have been trained on pixels of this reference.</source>
        <translation>Ihre Stichproben sind verschieden: Eines der Modelle kann mit Pixeln dieser Referenz trainiert sein.</translation>
    </message>
    <message>
        <source>Reference pixels</source>
        <translation>Referenzpixel</translation>
    </message>
    <message>
        <source>Share %</source>
        <translation>Anteil %</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::Bookmarks</name>
    <message>
        <source>bookmark %1</source>
        <translation>Lesezeichen %1</translation>
    </message>
    <message>
        <source>remove bookmark %1</source>
        <translation>Lesezeichen %1 entfernen</translation>
    </message>
    <message>
        <source>Place %1</source>
        <translation>Ort %1</translation>
    </message>
    <message>
        <source>Add a bookmark</source>
        <translation>Lesezeichen hinzufügen</translation>
    </message>
    <message>
        <source>A name for what the map shows now</source>
        <translation>Ein Name für das, was die Karte jetzt zeigt</translation>
    </message>
    <message>
        <source>&amp;Add Bookmark…</source>
        <translation>Lesezeichen &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::CertaintyPanel</name>
    <message>
        <source>Call unsure pixels uncertain</source>
        <translation>Unsichere Pixel als ungewiss zeigen</translation>
    </message>
    <message>
        <source>Subsets of sensors with what is certain of their maps</source>
        <translation>Teilmengen der Sensoren und was an ihren Karten gewiss ist</translation>
    </message>
    <message>
        <source>Accuracy of the certain pixels against their share</source>
        <translation>Genauigkeit der gewissen Pixel über ihrem Anteil</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Progress of the calibration</source>
        <translation>Fortschritt der Kalibrierung</translation>
    </message>
    <message>
        <source>Cancel the calibration</source>
        <translation>Die Kalibrierung abbrechen</translation>
    </message>
    <message>
        <source>What is asked of the certain pixels</source>
        <translation>Was von den gewissen Pixeln verlangt wird</translation>
    </message>
    <message>
        <source>Right at least</source>
        <translation>Richtig mindestens</translation>
    </message>
    <message>
        <source>Share of the map</source>
        <translation>Anteil der Karte</translation>
    </message>
    <message>
        <source>Confidence at least</source>
        <translation>Konfidenz mindestens</translation>
    </message>
    <message>
        <source>The certain pixels shall reach this accuracy</source>
        <translation>Die gewissen Pixel sollen diese Genauigkeit erreichen</translation>
    </message>
    <message>
        <source>So much of each subset&apos;s pixels shall be certain, the surest of them</source>
        <translation>So viele Pixel jeder Teilmenge sollen gewiss sein, die sichersten von ihnen</translation>
    </message>
    <message>
        <source>The certain pixels shall have this calibrated confidence</source>
        <translation>Die gewissen Pixel sollen diese kalibrierte Konfidenz haben</translation>
    </message>
    <message>
        <source>What the certain pixels shall reach, in per cent</source>
        <translation>Was die gewissen Pixel erreichen sollen, in Prozent</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Save the curves as PNG, SVG or CSV</source>
        <translation>Die Kurven als PNG, SVG oder CSV speichern</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Which pixels of a map can be trusted stands here, once there is a model.</source>
        <translation>Welchen Pixeln einer Karte zu trauen ist, steht hier, sobald es ein Modell gibt.</translation>
    </message>
    <message>
        <source>Open a model…</source>
        <translation>Modell öffnen…</translation>
    </message>
    <message>
        <source>To say which pixels can be trusted, confidence is compared with a reference that the model was not trained on.</source>
        <translation>Um zu sagen, welchen Pixeln zu trauen ist, wird die Konfidenz mit einer Referenz verglichen, auf der das Modell nicht trainiert wurde.</translation>
    </message>
    <message>
        <source>Import a reference…</source>
        <translation>Referenz importieren…</translation>
    </message>
    <message>
        <source>The reference&apos;s pixels are classified with every subset of the sensors.</source>
        <translation>Die Pixel der Referenz werden mit jeder Teilmenge der Sensoren klassifiziert.</translation>
    </message>
    <message>
        <source>Show pixels as uncertain where the map is not sure enough, for each subset of the sensors by itself.</source>
        <translation>Pixel als ungewiss zeigen, wo die Karte nicht sicher genug ist, für jede Teilmenge der Sensoren für sich.</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Kalibrieren</translation>
    </message>
    <message>
        <source>Subset</source>
        <translation>Teilmenge</translation>
    </message>
    <message>
        <source>Below %</source>
        <translation>Unter %</translation>
    </message>
    <message>
        <source>Uncertain %</source>
        <translation>Ungewiss %</translation>
    </message>
    <message>
        <source>Rest OA %</source>
        <translation>Rest OA %</translation>
    </message>
    <message>
        <source>OA %</source>
        <translation>OA %</translation>
    </message>
    <message>
        <source>What is asked for is out of reach: every pixel is uncertain</source>
        <translation>Das Verlangte ist nicht zu erreichen: jedes Pixel ist ungewiss</translation>
    </message>
    <message>
        <source>Confidence below which a pixel is uncertain</source>
        <translation>Konfidenz, unter der ein Pixel ungewiss ist</translation>
    </message>
    <message>
        <source>Overall accuracy of the certain pixels, on reference pixels that nothing was fitted on</source>
        <translation>Gesamtgenauigkeit der gewissen Pixel, an Referenzpixeln, an die nichts angepasst wurde</translation>
    </message>
    <message>
        <source>Fitted on %L1 reference pixels, judged on %L2 in other blocks.</source>
        <translation>Angepasst an %L1 Referenzpixel, beurteilt an %L2 in anderen Blöcken.</translation>
    </message>
    <message>
        <source>%1, in all subsets.</source>
        <translation>%1, in allen Teilmengen.</translation>
    </message>
    <message>
        <source>Every pixel of the map shows its class.</source>
        <translation>Jedes Pixel der Karte zeigt seine Klasse.</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 %&lt;/b&gt; of the map “%2” is uncertain</source>
        <translation>&lt;b&gt;%1 %&lt;/b&gt; der Karte „%2“ sind ungewiss</translation>
    </message>
    <message>
        <source>, %1 ha</source>
        <translation>, %1 ha</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::CertaintyStudy</name>
    <message>
        <source>change what is certain</source>
        <translation>ändern, was gewiss ist</translation>
    </message>
    <message>
        <source>call unsure pixels uncertain</source>
        <translation>unsichere Pixel als ungewiss zeigen</translation>
    </message>
    <message>
        <source>show every pixel&apos;s class</source>
        <translation>die Klasse jedes Pixels zeigen</translation>
    </message>
    <message>
        <source>Calibrating the confidence</source>
        <translation>Die Konfidenz wird kalibriert</translation>
    </message>
    <message>
        <source>Calibrated on %L1 reference pixels in %2 s</source>
        <translation>An %L1 Referenzpixeln kalibriert in %2 s</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation>Abgebrochen: %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ClassMapLayer</name>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Sensors used</source>
        <translation>Verwendete Sensoren</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message numerus="yes">
        <source>%1 × %2 cells, %n class(es)</source>
        <translation>
            <numerusform>%1 × %2 Zellen, %n Klasse</numerusform>
            <numerusform>%1 × %2 Zellen, %n Klassen</numerusform>
        </translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Ungewiss</translation>
    </message>
    <message>
        <source>nothing is certain with these sensors</source>
        <translation>mit diesen Sensoren ist nichts gewiss</translation>
    </message>
    <message>
        <source>the confidence is below %1 %</source>
        <translation>die Konfidenz liegt unter %1 %</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ColorAdvice</name>
    <message>
        <source>readers with protanopia</source>
        <translation>Leser mit Protanopie</translation>
    </message>
    <message>
        <source>readers with deuteranopia</source>
        <translation>Leser mit Deuteranopie</translation>
    </message>
    <message>
        <source>readers with tritanopia</source>
        <translation>Leser mit Tritanopie</translation>
    </message>
    <message>
        <source>every reader</source>
        <translation>alle Leser</translation>
    </message>
    <message>
        <source>Take safe colours</source>
        <translation>Sichere Farben nehmen</translation>
    </message>
    <message>
        <source>Give all classes colours that keep apart in normal vision, protanopia, deuteranopia and tritanopia</source>
        <translation>Allen Klassen Farben geben, die bei normalem Sehen, Protanopie, Deuteranopie und Tritanopie unterscheidbar bleiben</translation>
    </message>
    <message>
        <source>%1 and %2 look alike to %3.</source>
        <translation>%1 und %2 sehen für %3 gleich aus.</translation>
    </message>
    <message numerus="yes">
        <source>So do %n other pair(s).</source>
        <translation>
            <numerusform>Ebenso %n weiteres Paar.</numerusform>
            <numerusform>Ebenso %n weitere Paare.</numerusform>
        </translation>
    </message>
    <message>
        <source>take colours for colour-blind readers</source>
        <translation>Farben für Farbenblinde nehmen</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::Comparison</name>
    <message>
        <source>Lose a sensor first (keys 1 to 8), or open a second model: its map is then compared with this one</source>
        <translation>Erst einen Sensor ausfallen lassen (Tasten 1 bis 8) oder ein zweites Modell öffnen: Dessen Karte wird dann mit dieser verglichen</translation>
    </message>
    <message>
        <source>%1 is shown already: choose another subset to compare with</source>
        <translation>%1 ist schon zu sehen: zum Vergleich eine andere Teilmenge wählen</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ConfusionPicture</name>
    <message>
        <source>Confusion matrix as a picture: rows are the reference, columns the map</source>
        <translation>Konfusionsmatrix als Bild: Zeilen sind die Referenz, Spalten die Karte</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>Bild speichern…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>PNG (*.png);;SVG (*.svg)</source>
        <translation>PNG (*.png);;SVG (*.svg)</translation>
    </message>
    <message>
        <source>save picture: %1 cannot be written. Choose another folder.</source>
        <translation>Bild speichern: %1 kann nicht geschrieben werden. Einen anderen Ordner wählen.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ContentHistory</name>
    <message>
        <source>change sensors</source>
        <translation>Sensoren ändern</translation>
    </message>
    <message>
        <source>open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>remove samples</source>
        <translation>Stichproben entfernen</translation>
    </message>
    <message>
        <source>import %1</source>
        <translation>%1 importieren</translation>
    </message>
    <message>
        <source>remove reference</source>
        <translation>Referenz entfernen</translation>
    </message>
    <message>
        <source>change models</source>
        <translation>Modelle ändern</translation>
    </message>
    <message>
        <source>change of classification</source>
        <translation>Klassifikation ändern</translation>
    </message>
    <message>
        <source>change of training</source>
        <translation>Training ändern</translation>
    </message>
    <message>
        <source>guess the reference&apos;s column</source>
        <translation>die Spalte der Referenz erraten</translation>
    </message>
    <message>
        <source>take classes from %1</source>
        <translation>Klassen aus %1 nehmen</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::CoordinateDisplay</name>
    <message>
        <source>Place under the pointer</source>
        <translation>Ort unter dem Zeiger</translation>
    </message>
    <message>
        <source>Coordinate reference system</source>
        <translation>Koordinatenreferenzsystem</translation>
    </message>
    <message>
        <source>Coordinates are shown in this system; click to choose another</source>
        <translation>Koordinaten werden in diesem System gezeigt; ein Klick wählt ein anderes</translation>
    </message>
    <message>
        <source>EPSG code</source>
        <translation>EPSG-Code</translation>
    </message>
    <message>
        <source>EPSG code, then Enter</source>
        <translation>EPSG-Code, dann Eingabetaste</translation>
    </message>
    <message>
        <source>The scene&apos;s: %1</source>
        <translation>Das der Szene: %1</translation>
    </message>
    <message>
        <source>The scene&apos;s</source>
        <translation>Das der Szene</translation>
    </message>
    <message>
        <source>Longitude and latitude (WGS 84, %1)</source>
        <translation>Länge und Breite (WGS 84, %1)</translation>
    </message>
    <message>
        <source>Rows and columns</source>
        <translation>Zeilen und Spalten</translation>
    </message>
    <message>
        <source>row, column</source>
        <translation>Zeile, Spalte</translation>
    </message>
    <message>
        <source>no CRS</source>
        <translation>kein KBS</translation>
    </message>
    <message>
        <source>row %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>outside %1</source>
        <translation>außerhalb von %1</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>E</source>
        <translation>O</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>E %1  N %2</source>
        <translation>O %1  N %2</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::CoverageFigure</name>
    <message>
        <source>certain, % of the pixels</source>
        <translation>gewiss, % der Pixel</translation>
    </message>
    <message>
        <source>their accuracy, %</source>
        <translation>ihre Genauigkeit, %</translation>
    </message>
    <message>
        <source>Subset</source>
        <translation>Teilmenge</translation>
    </message>
    <message>
        <source>Certain, %</source>
        <translation>Gewiss, %</translation>
    </message>
    <message>
        <source>Accuracy, %</source>
        <translation>Genauigkeit, %</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::DegradePopover</name>
    <message>
        <source>Reset all</source>
        <translation>Alles zurücksetzen</translation>
    </message>
    <message>
        <source>Degrade %1</source>
        <translation>%1 verschlechtern</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 looks</source>
        <translation>%1 Looks</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::Disagreement</name>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>Comparing two maps</source>
        <translation>Zwei Karten werden verglichen</translation>
    </message>
    <message>
        <source>Disagreement: %1 / %2</source>
        <translation>Unterschiede: %1 / %2</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ErrorLayer</name>
    <message>
        <source>Looking where the map is wrong</source>
        <translation>Es wird gesucht, wo die Karte falsch ist</translation>
    </message>
    <message>
        <source>Errors: %1</source>
        <translation>Fehler: %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ExpertsPanel</name>
    <message>
        <source>Subset of sensors</source>
        <translation>Teilmenge der Sensoren</translation>
    </message>
    <message>
        <source>Subset that is subtracted</source>
        <translation>Teilmenge, die abgezogen wird</translation>
    </message>
    <message>
        <source>Mapped class</source>
        <translation>Kartierte Klasse</translation>
    </message>
    <message>
        <source>What the numbers are</source>
        <translation>Was die Zahlen sind</translation>
    </message>
    <message>
        <source>Draw a region on the map</source>
        <translation>Eine Region auf der Karte zeichnen</translation>
    </message>
    <message>
        <source>Take the whole scene</source>
        <translation>Die ganze Szene nehmen</translation>
    </message>
    <message>
        <source>Heatmap, strips and table</source>
        <translation>Heatmap, Streifen und Tabelle</translation>
    </message>
    <message>
        <source>Experts by block</source>
        <translation>Experten je Block</translation>
    </message>
    <message>
        <source>Experts by subset of sensors</source>
        <translation>Experten je Teilmenge der Sensoren</translation>
    </message>
    <message>
        <source>Share of tokens and mean gate by block and expert</source>
        <translation>Anteil der Tokens und mittleres Gate je Block und Experte</translation>
    </message>
    <message>
        <source>Part of the scene that a gate is mapped over</source>
        <translation>Teil der Szene, für den ein Gate kartiert wird</translation>
    </message>
    <message>
        <source>Export gates…</source>
        <translation>Gates exportieren…</translation>
    </message>
    <message>
        <source>Export the block&apos;s gates</source>
        <translation>Die Gates des Blocks exportieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Save picture or numbers</source>
        <translation>Bild oder Zahlen speichern</translation>
    </message>
    <message>
        <source>Click: its gate on the map</source>
        <translation>Klick: ihr Gate auf der Karte</translation>
    </message>
    <message>
        <source>Heatmap</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>Subsets</source>
        <translation>Teilmengen</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Share of tokens</source>
        <translation>Anteil der Tokens</translation>
    </message>
    <message>
        <source>Mean gate</source>
        <translation>Mittleres Gate</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>Sensoren</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Shows the difference: the upper subset less this one</source>
        <translation>Zeigt den Unterschied: die obere Teilmenge weniger diese</translation>
    </message>
    <message>
        <source>Gates of what is visible</source>
        <translation>Gates des Sichtbaren</translation>
    </message>
    <message>
        <source>Gates of the whole scene</source>
        <translation>Gates der ganzen Szene</translation>
    </message>
    <message>
        <source>A click on a cell of the heatmap lays the expert&apos;s gate over this part of the map</source>
        <translation>Ein Klick auf eine Zelle der Heatmap legt das Gate des Experten über diesen Teil der Karte</translation>
    </message>
    <message>
        <source>Which experts of the model a map used stands here, once there is a map.</source>
        <translation>Hier steht, welche Experten des Modells eine Karte benutzt hat, sobald es eine Karte gibt.</translation>
    </message>
    <message>
        <source>Open a model…</source>
        <translation>Modell öffnen…</translation>
    </message>
    <message>
        <source>This model has no experts: its method uses none.</source>
        <translation>Dieses Modell hat keine Experten: Sein Verfahren benutzt keine.</translation>
    </message>
    <message>
        <source>The experts come with the first finished map.</source>
        <translation>Die Experten kommen mit der ersten fertigen Karte.</translation>
    </message>
    <message>
        <source>GeoTIFF of the block whose gate is on the map, a band an expert</source>
        <translation>GeoTIFF des Blocks, dessen Gate auf der Karte liegt, ein Band je Experte</translation>
    </message>
    <message>
        <source>Click a cell of the heatmap first: its gate comes on the map</source>
        <translation>Erst auf eine Zelle der Heatmap klicken: Ihr Gate kommt auf die Karte</translation>
    </message>
    <message>
        <source>the whole scene</source>
        <translation>die ganze Szene</translation>
    </message>
    <message>
        <source>rows %1–%2, columns %3–%4</source>
        <translation>Zeilen %1–%2, Spalten %3–%4</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>all classes</source>
        <translation>alle Klassen</translation>
    </message>
    <message>
        <source>The region&apos;s experts are being recorded.</source>
        <translation>Die Experten der Region werden aufgezeichnet.</translation>
    </message>
    <message>
        <source>No pixel was mapped as this class.</source>
        <translation>Kein Pixel wurde als diese Klasse kartiert.</translation>
    </message>
    <message>
        <source>Means over %L1 pixels. A sensor&apos;s expert is used by every token of a pixel where the sensor is there.</source>
        <translation>Mittel über %L1 Pixel. Den Experten eines Sensors benutzt jedes Token eines Pixels, an dem der Sensor da ist.</translation>
    </message>
    <message>
        <source>“%1” less “%2”. </source>
        <translation>„%1“ weniger „%2“. </translation>
    </message>
    <message>
        <source>mean gate</source>
        <translation>mittleres Gate</translation>
    </message>
    <message>
        <source>share of tokens, %</source>
        <translation>Anteil der Tokens, %</translation>
    </message>
    <message>
        <source>difference of the mean gates</source>
        <translation>Unterschied der mittleren Gates</translation>
    </message>
    <message>
        <source>difference, percentage points of tokens</source>
        <translation>Unterschied, Prozentpunkte der Tokens</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>Expert</source>
        <translation>Experte</translation>
    </message>
    <message>
        <source>Tokens %</source>
        <translation>Tokens %</translation>
    </message>
    <message>
        <source>Δ tokens</source>
        <translation>Δ Tokens</translation>
    </message>
    <message>
        <source>Δ gate</source>
        <translation>Δ Gate</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ExportOptions</name>
    <message>
        <source>Also write:</source>
        <translation>Außerdem schreiben:</translation>
    </message>
    <message>
        <source>Polygons (.gpkg)</source>
        <translation>Polygone (.gpkg)</translation>
    </message>
    <message>
        <source>The classes&apos; areas as a GeoPackage with hectares and colours</source>
        <translation>Die Flächen der Klassen als GeoPackage mit Hektar und Farben</translation>
    </message>
    <message>
        <source>Style for map servers (.sld)</source>
        <translation>Stil für Kartenserver (.sld)</translation>
    </message>
    <message>
        <source>OGC Styled Layer Descriptor; the style for QGIS is always written</source>
        <translation>Styled Layer Descriptor des OGC; der Stil für QGIS wird immer geschrieben</translation>
    </message>
    <message>
        <source>Colour map (.clr)</source>
        <translation>Farbtabelle (.clr)</translation>
    </message>
    <message>
        <source>For Esri&apos;s programs</source>
        <translation>Für Programme von Esri</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>Largest probability of each cell, a GeoTIFF</source>
        <translation>Größte Wahrscheinlichkeit jeder Zelle, ein GeoTIFF</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>Verfügbarkeit</translation>
    </message>
    <message>
        <source>Which sensors each cell had, a bit a sensor, a GeoTIFF</source>
        <translation>Welche Sensoren jede Zelle hatte, ein Bit je Sensor, ein GeoTIFF</translation>
    </message>
    <message>
        <source>As Cloud Optimized GeoTIFF</source>
        <translation>Als Cloud Optimized GeoTIFF</translation>
    </message>
    <message>
        <source>Overviews first, so that a web server can send parts of it</source>
        <translation>Übersichten zuerst, damit ein Webserver Teile davon senden kann</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::Figure</name>
    <message>
        <source>Copy the picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Copy the numbers</source>
        <translation>Zahlen kopieren</translation>
    </message>
    <message>
        <source>Save picture or numbers…</source>
        <translation>Bild oder Zahlen speichern…</translation>
    </message>
    <message>
        <source>Save picture or numbers</source>
        <translation>Bild oder Zahlen speichern</translation>
    </message>
    <message>
        <source>Picture (*.png);;Drawing (*.svg);;Comma-separated values (*.csv)</source>
        <translation>Bild (*.png);;Zeichnung (*.svg);;Durch Kommas getrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>save figure: %1 ends with “%2”, expected png, svg or csv. Choose one of them.</source>
        <translation>Abbildung speichern: %1 endet auf „%2“, erwartet wird png, svg oder csv. Eines davon wählen.</translation>
    </message>
    <message>
        <source>save figure: %1 cannot be written: %2. Choose another folder.</source>
        <translation>Abbildung speichern: %1 kann nicht geschrieben werden: %2. Einen anderen Ordner wählen.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::FigureTable</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save the table…</source>
        <translation>Tabelle speichern…</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv);;Markdown (*.md)</source>
        <translation>Durch Kommas getrennte Werte (*.csv);;Markdown (*.md)</translation>
    </message>
    <message>
        <source>save table: %1 cannot be written: %2. Choose another folder.</source>
        <translation>Tabelle speichern: %1 kann nicht geschrieben werden: %2. Einen anderen Ordner wählen.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::FirstSteps</name>
    <message>
        <source>The sample&apos;s model is being trained; its map follows by itself.</source>
        <translation>Das Modell des Beispiels wird trainiert; seine Karte folgt von selbst.</translation>
    </message>
    <message>
        <source>Making a sample scene</source>
        <translation>Eine Beispielszene wird gemacht</translation>
    </message>
    <message>
        <source>Open the rasters of a scene, one for each sensor</source>
        <translation>Die Raster einer Szene öffnen, eines je Sensor</translation>
    </message>
    <message>
        <source>Open the model to map with</source>
        <translation>Das Modell öffnen, mit dem kartiert wird</translation>
    </message>
    <message>
        <source>The map is being made. Click a sensor above it, or press its number, to lose it.</source>
        <translation>Die Karte wird gemacht. Ein Klick auf einen Sensor darüber oder seine Nummer lässt ihn ausfallen.</translation>
    </message>
    <message>
        <source>Add a class in the Samples panel, then draw areas of it on the map.</source>
        <translation>Im Bedienfeld Stichproben eine Klasse hinzufügen, dann Flächen von ihr auf der Karte zeichnen.</translation>
    </message>
    <message>
        <source>Open the model to ask</source>
        <translation>Das Modell öffnen, das gefragt wird</translation>
    </message>
    <message>
        <source>With reference labels (Samples › Import Reference) the study also says what a loss costs in accuracy.</source>
        <translation>Mit einer Referenz (Stichproben › Referenz importieren) sagt die Studie auch, was ein Ausfall an Genauigkeit kostet.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::Flips</name>
    <message>
        <source>Opening the flip map</source>
        <translation>Die Karte der Wechsel wird geöffnet</translation>
    </message>
    <message>
        <source>Flips: %1</source>
        <translation>Wechsel: %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::GateMaps</name>
    <message>
        <source>Gates of block %1: %2</source>
        <translation>Gates von Block %1: %2</translation>
    </message>
    <message>
        <source>Stopped: gates of block %1</source>
        <translation>Angehalten: Gates von Block %1</translation>
    </message>
    <message>
        <source>Gate: block %1, %2 (%3)</source>
        <translation>Gate: Block %1, %2 (%3)</translation>
    </message>
    <message>
        <source>Experts of the region</source>
        <translation>Experten der Region</translation>
    </message>
    <message>
        <source>Stopped: experts of the region</source>
        <translation>Angehalten: Experten der Region</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::GuideBrowser</name>
    <message>
        <source>Guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Reading a picture</source>
        <translation>Ein Bild wird gelesen</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::GuideWindow</name>
    <message>
        <source>Guide — Lacuna</source>
        <translation>Handbuch – Lacuna</translation>
    </message>
    <message>
        <source>Contents of the guide</source>
        <translation>Inhalt des Handbuchs</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>Im Handbuch suchen</translation>
    </message>
    <message>
        <source>Search (Ctrl+F)</source>
        <translation>Suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n Stelle</numerusform>
            <numerusform>%n Stellen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lacuna::ui::HelpDesk</name>
    <message>
        <source>Begins a piece of work: with the sample, with your own rasters, or with a project.</source>
        <translation>Beginnt eine Arbeit: mit dem Beispiel, mit eigenen Rastern oder mit einem Projekt.</translation>
    </message>
    <message>
        <source>The scene with its layers, as the Layers panel has them. The wheel zooms, Space or the middle button pans.</source>
        <translation>Die Szene mit ihren Layern, wie sie das Bedienfeld Layer hat. Das Rad zoomt, Leertaste oder mittlere Taste verschiebt.</translation>
    </message>
    <message>
        <source>The sensors. A click, or the key shown, loses or restores one; a right click loses a part of it or degrades it.</source>
        <translation>Die Sensoren. Ein Klick oder die gezeigte Taste lässt einen ausfallen oder stellt ihn wieder her; ein Rechtsklick nimmt ihm einen Teil oder verschlechtert ihn.</translation>
    </message>
    <message>
        <source>What the map shows, the topmost layer first: maps, samples and sensors.</source>
        <translation>Was die Karte zeigt, der oberste Layer zuerst: Karten, Stichproben und Sensoren.</translation>
    </message>
    <message>
        <source>The classes of the topmost visible map with their areas; a box hides a class.</source>
        <translation>Die Klassen der obersten sichtbaren Karte mit ihren Flächen; ein Kästchen blendet eine Klasse aus.</translation>
    </message>
    <message>
        <source>The classes to be told apart, and the areas that were drawn for each.</source>
        <translation>Die Klassen, die unterschieden werden sollen, und die Flächen, die für jede gezeichnet wurden.</translation>
    </message>
    <message>
        <source>How the chosen sensor is shown: bands, colours, stretch.</source>
        <translation>Wie der gewählte Sensor gezeigt wird: Bänder, Farben, Streckung.</translation>
    </message>
    <message>
        <source>How well the shown map agrees with the reference, class by class.</source>
        <translation>Wie gut die gezeigte Karte mit der Referenz übereinstimmt, Klasse für Klasse.</translation>
    </message>
    <message>
        <source>Which experts of the network are at work, block by block.</source>
        <translation>Welche Experten des Netzes am Werk sind, Block für Block.</translation>
    </message>
    <message>
        <source>The models that are open, and the form that trains another one.</source>
        <translation>Die geöffneten Modelle und das Formular, das ein weiteres trainiert.</translation>
    </message>
    <message>
        <source>What is known of a pixel: spectra, probabilities, gates.</source>
        <translation>Was von einem Pixel bekannt ist: Spektren, Wahrscheinlichkeiten, Gates.</translation>
    </message>
    <message>
        <source>What each subset of the sensors is worth, and what changes without one.</source>
        <translation>Was jede Teilmenge der Sensoren wert ist und was sich ohne einen ändert.</translation>
    </message>
    <message>
        <source>What runs, waits and has ended, with parameters and command line.</source>
        <translation>Was läuft, wartet und beendet ist, mit Parametern und Befehlszeile.</translation>
    </message>
    <message>
        <source>Files of the project that are not where they were.</source>
        <translation>Dateien des Projekts, die nicht mehr an ihrem Ort sind.</translation>
    </message>
    <message>
        <source>More in the guide</source>
        <translation>Mehr im Handbuch</translation>
    </message>
    <message>
        <source>What each sensor is worth inside polygons, in total and class by class.</source>
        <translation>Was jeder Sensor innerhalb von Polygonen wert ist, insgesamt und Klasse für Klasse.</translation>
    </message>
    <message>
        <source>Which pixels of the map can be trusted, for each subset of the sensors.</source>
        <translation>Welchen Pixeln der Karte zu trauen ist, für jede Teilmenge der Sensoren.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::HistogramStrip</name>
    <message>
        <source>Histogram of %1</source>
        <translation>Histogramm von %1</translation>
    </message>
    <message>
        <source>Drag the handles to choose which values of %1 are stretched from dark to bright</source>
        <translation>Die Griffe ziehen, um zu wählen, welche Werte von %1 von dunkel bis hell gestreckt werden</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::Identification</name>
    <message>
        <source>Identifying</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>Spectrum of %1</source>
        <translation>Spektrum von %1</translation>
    </message>
    <message>
        <source>Identifying pinned pixels</source>
        <translation>Angeheftete Pixel werden abgefragt</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::IdentifyPanel</name>
    <message>
        <source>row %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Unpin all</source>
        <translation>Alle lösen</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Probability of each class</source>
        <translation>Wahrscheinlichkeit jeder Klasse</translation>
    </message>
    <message>
        <source>Gates of the pixel by block and expert</source>
        <translation>Gates des Pixels je Block und Experte</translation>
    </message>
    <message>
        <source>What the visible layers say</source>
        <translation>Was die sichtbaren Layer sagen</translation>
    </message>
    <message>
        <source>Click a pixel of the map with the Identify tool: its spectra, class probabilities and experts come here.</source>
        <translation>Mit dem Werkzeug Abfragen auf ein Pixel der Karte klicken: Seine Spektren, Wahrscheinlichkeiten und Experten kommen hierher.</translation>
    </message>
    <message>
        <source>Identify</source>
        <translation>Abfragen</translation>
    </message>
    <message>
        <source>Click: its gate on the map</source>
        <translation>Klick: ihr Gate auf der Karte</translation>
    </message>
    <message>
        <source>Spectra</source>
        <translation>Spektren</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>Gates</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Keeps this pixel&apos;s spectra, to compare others with</source>
        <translation>Behält die Spektren dieses Pixels, um andere damit zu vergleichen</translation>
    </message>
    <message>
        <source>Class whose mean spectrum is shown</source>
        <translation>Klasse, deren mittleres Spektrum gezeigt wird</translation>
    </message>
    <message>
        <source>Mean of the class&apos;s samples, with one standard deviation to each side</source>
        <translation>Mittel der Stichproben der Klasse, mit einer Standardabweichung nach jeder Seite</translation>
    </message>
    <message>
        <source>Picture (PNG, SVG) or numbers (CSV)</source>
        <translation>Bild (PNG, SVG) oder Zahlen (CSV)</translation>
    </message>
    <message>
        <source>no class</source>
        <translation>keine Klasse</translation>
    </message>
    <message>
        <source>%1 ± sd</source>
        <translation>%1 ± s</translation>
    </message>
    <message>
        <source>Row %L1, column %L2</source>
        <translation>Zeile %L1, Spalte %L2</translation>
    </message>
    <message>
        <source> · E %L1, N %L2</source>
        <translation> · O %L1, N %L2</translation>
    </message>
    <message>
        <source>&lt;span style=&quot;color:%1&quot;&gt;■&lt;/span&gt; %2, probability %3 %</source>
        <translation>&lt;span style=&quot;color:%1&quot;&gt;■&lt;/span&gt; %2, Wahrscheinlichkeit %3 %</translation>
    </message>
    <message>
        <source>No model is open.</source>
        <translation>Kein Modell ist geöffnet.</translation>
    </message>
    <message>
        <source>No data: no sensor that is on has a value here.</source>
        <translation>Keine Daten: Kein eingeschalteter Sensor hat hier einen Wert.</translation>
    </message>
    <message>
        <source>◌ %1 no data</source>
        <translation>◌ %1 keine Daten</translation>
    </message>
    <message>
        <source>● %1 used</source>
        <translation>● %1 verwendet</translation>
    </message>
    <message>
        <source>○ %1 switched off</source>
        <translation>○ %1 ausgeschaltet</translation>
    </message>
    <message>
        <source>%1, mean ± sd of %L2 samples</source>
        <translation>%1, Mittel ± s von %L2 Stichproben</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Probability %</source>
        <translation>Wahrscheinlichkeit %</translation>
    </message>
    <message>
        <source>The gates of a model&apos;s experts stand here, once a model is open.</source>
        <translation>Hier stehen die Gates der Experten eines Modells, sobald ein Modell geöffnet ist.</translation>
    </message>
    <message>
        <source>No sensor that is on has data here.</source>
        <translation>Kein eingeschalteter Sensor hat hier Daten.</translation>
    </message>
    <message>
        <source>This model has no experts: its method uses none.</source>
        <translation>Dieses Modell hat keine Experten: Sein Verfahren benutzt keine.</translation>
    </message>
    <message>
        <source>mean gate over the pixel&apos;s tokens</source>
        <translation>mittleres Gate über die Tokens des Pixels</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::JobStatus</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation>Den laufenden Auftrag abbrechen</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%L1 %2</source>
        <translation>%L1 %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::JobsPanel</name>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>Jobs that run, wait and have ended</source>
        <translation>Aufträge, die laufen, warten und beendet sind</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Copy command line</source>
        <translation>Befehlszeile kopieren</translation>
    </message>
    <message>
        <source>Clear history</source>
        <translation>Verlauf löschen</translation>
    </message>
    <message>
        <source>Classifying, training and studies are listed here while they run and afterwards,
with the command line that does the same.</source>
        <translation>Klassifikation, Training und Studien stehen hier, während sie laufen und danach,
mit der Befehlszeile, die dasselbe tut.</translation>
    </message>
    <message>
        <source>Parameters and command line of the selected job</source>
        <translation>Parameter und Befehlszeile des gewählten Auftrags</translation>
    </message>
    <message>
        <source>The job stops where it is and keeps what it has; those that wait for it wait on</source>
        <translation>Der Auftrag bleibt stehen und behält, was er hat; die auf ihn warten, warten weiter</translation>
    </message>
    <message>
        <source>Let it run before the one above</source>
        <translation>Vor dem darüber laufen lassen</translation>
    </message>
    <message>
        <source>Let it run behind the one below</source>
        <translation>Nach dem darunter laufen lassen</translation>
    </message>
    <message>
        <source>Copy the command line that does the same as this job</source>
        <translation>Die Befehlszeile kopieren, die dasselbe wie dieser Auftrag tut</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>%L1 %2</source>
        <translation>%L1 %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>%1, ended %2</source>
        <translation>%1, beendet %2</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::KeyBindings</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::KeysDialog</name>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>Usual key</source>
        <translation>Übliche Taste</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Search the commands</source>
        <translation>Die Befehle durchsuchen</translation>
    </message>
    <message>
        <source>Search a command or a key</source>
        <translation>Befehl oder Taste suchen</translation>
    </message>
    <message>
        <source>Commands with their keys</source>
        <translation>Befehle mit ihren Tasten</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>New key of the chosen command</source>
        <translation>Neue Taste des gewählten Befehls</translation>
    </message>
    <message>
        <source>All usual keys</source>
        <translation>Alle üblichen</translation>
    </message>
    <message>
        <source>Lose or restore a sensor</source>
        <translation>Einen Sensor ausfallen lassen oder wiederherstellen</translation>
    </message>
    <message>
        <source>Pan while held</source>
        <translation>Verschieben, solange gehalten</translation>
    </message>
    <message>
        <source>Space, middle button</source>
        <translation>Leertaste, mittlere Maustaste</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoomen</translation>
    </message>
    <message>
        <source>Wheel, + −</source>
        <translation>Rad, + −</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>The other map of a flicker, while held</source>
        <translation>Die andere Karte des Blinkvergleichs, solange gehalten</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>Auf der Karte</translation>
    </message>
    <message>
        <source>Choose a command to give it another key.</source>
        <translation>Einen Befehl wählen, um ihm eine andere Taste zu geben.</translation>
    </message>
    <message>
        <source>The numbers 1 to 8 are the sensors&apos;.</source>
        <translation>Die Ziffern 1 bis 8 gehören den Sensoren.</translation>
    </message>
    <message>
        <source>%1 is the key of %2, which would lose it.</source>
        <translation>%1 ist die Taste von %2 und ginge ihm verloren.</translation>
    </message>
    <message>
        <source>Press the new key of %1, then Set.</source>
        <translation>Die neue Taste von %1 drücken, dann Setzen.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::LanguageMenu</name>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>The language is %1 from the next start on.</source>
        <translation>Die Sprache ist ab dem nächsten Start %1.</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>Wie das &amp;System</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::LayerModel</name>
    <message>
        <source>Maps</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>Sensoren</translation>
    </message>
    <message>
        <source>show %1</source>
        <translation>%1 einblenden</translation>
    </message>
    <message>
        <source>hide %1</source>
        <translation>%1 ausblenden</translation>
    </message>
    <message>
        <source>rename %1</source>
        <translation>%1 umbenennen</translation>
    </message>
    <message>
        <source>opacity of %1</source>
        <translation>Deckkraft von %1</translation>
    </message>
    <message>
        <source>move %1</source>
        <translation>%1 verschieben</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::LayerPanel</name>
    <message>
        <source>Layers</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>opacity of %1</source>
        <translation>Deckkraft von %1</translation>
    </message>
    <message>
        <source>Zoom to layer</source>
        <translation>Auf Layer zoomen</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::LegendPanel</name>
    <message>
        <source>The classes of the topmost visible map are listed here.</source>
        <translation>Hier stehen die Klassen der obersten sichtbaren Karte.</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>show %1</source>
        <translation>%1 einblenden</translation>
    </message>
    <message>
        <source>hide %1</source>
        <translation>%1 ausblenden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>ha</source>
        <translation>ha</translation>
    </message>
    <message>
        <source>cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::LinkedViews</name>
    <message>
        <source>Close this view</source>
        <translation>Diese Ansicht schließen</translation>
    </message>
    <message>
        <source>Layer of view %1</source>
        <translation>Layer der Ansicht %1</translation>
    </message>
    <message>
        <source>Close view %1</source>
        <translation>Ansicht %1 schließen</translation>
    </message>
    <message>
        <source>Map, view %1</source>
        <translation>Karte, Ansicht %1</translation>
    </message>
    <message>
        <source>Layers as switched on</source>
        <translation>Layer wie eingeschaltet</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::LossTools</name>
    <message>
        <source>No part was lost</source>
        <translation>Kein Teil ging verloren</translation>
    </message>
    <message>
        <source>Lose %1</source>
        <translation>%1 ausfallen lassen</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>%1 wiederherstellen</translation>
    </message>
    <message>
        <source>Restore the Lost Part</source>
        <translation>Den verlorenen Teil wiederherstellen</translation>
    </message>
    <message>
        <source>Degrade…</source>
        <translation>Verschlechtern…</translation>
    </message>
    <message>
        <source>End the Degradation</source>
        <translation>Verschlechterung beenden</translation>
    </message>
    <message>
        <source>Make %1 Whole Again</source>
        <translation>%1 wieder ganz machen</translation>
    </message>
    <message>
        <source>Lose a Part: Draw It</source>
        <translation>Teil verlieren: zeichnen</translation>
    </message>
    <message>
        <source>Lose a Part: From a File…</source>
        <translation>Teil verlieren: aus einer Datei…</translation>
    </message>
    <message>
        <source>Lose a Part: Under Clouds</source>
        <translation>Teil verlieren: unter Wolken</translation>
    </message>
    <message>
        <source>Lose a Part: In Strips</source>
        <translation>Teil verlieren: in Streifen</translation>
    </message>
    <message>
        <source>%1 % of the Scene</source>
        <translation>%1 % der Szene</translation>
    </message>
    <message>
        <source>lose a part of %1</source>
        <translation>einen Teil von %1 verlieren</translation>
    </message>
    <message>
        <source>Click around the part that %1 loses; a double click or Enter closes it, Escape gives up</source>
        <translation>Um den Teil klicken, den %1 verliert; Doppelklick oder Eingabetaste schließt ihn, Escape gibt auf</translation>
    </message>
    <message>
        <source>Where %1 is lost</source>
        <translation>Wo %1 verloren ist</translation>
    </message>
    <message>
        <source>Polygons and masks (*.gpkg *.shp *.geojson *.json *.tif *.tiff *.vrt);;All files (*)</source>
        <translation>Polygone und Masken (*.gpkg *.shp *.geojson *.json *.tif *.tiff *.vrt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>degrade %1</source>
        <translation>%1 verschlechtern</translation>
    </message>
    <message>
        <source>restore a part of %1</source>
        <translation>einen Teil von %1 wiederherstellen</translation>
    </message>
    <message>
        <source>make %1 whole again</source>
        <translation>%1 wieder ganz machen</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::MainWindow</name>
    <message>
        <source>%1 in the guide</source>
        <translation>%1 im Handbuch</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
    <message>
        <source>Close; the Window menu brings it back</source>
        <translation>Schließen; das Menü Fenster holt es zurück</translation>
    </message>
    <message>
        <source>Lacuna</source>
        <translation>Lacuna</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Experts</source>
        <translation>Experten</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Identify</source>
        <translation>Abfragen</translation>
    </message>
    <message>
        <source>What-if</source>
        <translation>Was-wäre-wenn</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Missing files</source>
        <translation>Fehlende Dateien</translation>
    </message>
    <message>
        <source>Align to the first sensor</source>
        <translation>Am ersten Sensor ausrichten</translation>
    </message>
    <message>
        <source>%1[*] — Lacuna</source>
        <translation>%1[*] – Lacuna</translation>
    </message>
    <message>
        <source>Add another sensor of the scene</source>
        <translation>Einen weiteren Sensor der Szene hinzufügen</translation>
    </message>
    <message>
        <source>Import training samples</source>
        <translation>Stichproben importieren</translation>
    </message>
    <message>
        <source>Import reference labels</source>
        <translation>Referenz importieren</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Save the accuracy&apos;s tables into a folder</source>
        <translation>Die Tabellen der Genauigkeit in einen Ordner speichern</translation>
    </message>
    <message>
        <source>Saving the accuracy&apos;s tables</source>
        <translation>Die Tabellen der Genauigkeit werden gespeichert</translation>
    </message>
    <message>
        <source>Save the study&apos;s tables into a folder</source>
        <translation>Die Tabellen der Studie in einen Ordner speichern</translation>
    </message>
    <message>
        <source>Export the map: %1</source>
        <translation>Karte exportieren: %1</translation>
    </message>
    <message>
        <source>GeoTIFF (*.tif *.tiff)</source>
        <translation>GeoTIFF (*.tif *.tiff)</translation>
    </message>
    <message>
        <source>Save a picture of the window</source>
        <translation>Ein Bild des Fensters speichern</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>save screenshot: %1 cannot be written: %2. Choose another folder.</source>
        <translation>Bildschirmfoto speichern: %1 kann nicht geschrieben werden: %2. Einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>About Lacuna</source>
        <translation>Über Lacuna</translation>
    </message>
    <message>
        <source>&lt;b&gt;Lacuna %1&lt;/b&gt;</source>
        <translation>&lt;b&gt;Lacuna %1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Land-cover maps from several sensors, and what each would be without one.

Methods: %1
Device: %2

Apache-2.0</source>
        <translation>Karten der Landbedeckung aus mehreren Sensoren, und was jede ohne einen wäre.

Verfahren: %1
Gerät: %2

Apache-2.0</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>Export the gates of the block</source>
        <translation>Die Gates des Blocks exportieren</translation>
    </message>
    <message>
        <source>Draw a rectangle on the map; Escape gives it up</source>
        <translation>Ein Rechteck auf der Karte zeichnen; Escape gibt auf</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonen</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>Gewissheit</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::MapCanvas</name>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>layers as shown</source>
        <translation>Layer wie gezeigt</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>%1 km</source>
        <translation>%1 km</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 m</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::MissingPanel</name>
    <message>
        <source>Files that are missing</source>
        <translation>Dateien, die fehlen</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Do without</source>
        <translation>Ohne sie weiter</translation>
    </message>
    <message>
        <source>Say where the selected file lies now; others that moved with it are found by themselves</source>
        <translation>Sagen, wo die gewählte Datei jetzt liegt; andere, die mit ihr umgezogen sind, finden sich von selbst</translation>
    </message>
    <message>
        <source>Take the missing files out of the project</source>
        <translation>Die fehlenden Dateien aus dem Projekt nehmen</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of the project were not found. The rest is open.</source>
        <translation>
            <numerusform>%n Datei des Projekts wurde nicht gefunden. Der Rest ist geöffnet.</numerusform>
            <numerusform>%n Dateien des Projekts wurden nicht gefunden. Der Rest ist geöffnet.</numerusform>
        </translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Folder where it was</source>
        <translation>Ordner, in dem sie war</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>Wo ist %1 jetzt?</translation>
    </message>
    <message>
        <source>%1 (%1);;All files (*)</source>
        <translation>%1 (%1);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ModelList</name>
    <message>
        <source>Open models with their accuracy</source>
        <translation>Geöffnete Modelle mit ihrer Genauigkeit</translation>
    </message>
    <message>
        <source>Model to compare with</source>
        <translation>Modell, mit dem verglichen wird</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>OA %</source>
        <translation>OA %</translation>
    </message>
    <message>
        <source>%1
%2
Click shows its map, Shift+click compares with it</source>
        <translation>%1
%2
Ein Klick zeigt seine Karte, Umschalt+Klick vergleicht mit ihr</translation>
    </message>
    <message>
        <source>Overall accuracy of the map with the sensors that are on; of maps made so far</source>
        <translation>Gesamtgenauigkeit der Karte mit den eingeschalteten Sensoren, bei Karten, die schon gemacht sind</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
    <message>
        <source>Close the model</source>
        <translation>Das Modell schließen</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ParameterForm</name>
    <message>
        <source>%1 … %2</source>
        <translation>%1 … %2</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>Zurück auf %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ProjectKeeper</name>
    <message>
        <source>Projects (*.lacuna)</source>
        <translation>Projekte (*.lacuna)</translation>
    </message>
    <message>
        <source>an unknown time</source>
        <translation>einem unbekannten Zeitpunkt</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Ungespeicherte Änderungen</translation>
    </message>
    <message>
        <source>Save the changes to %1?</source>
        <translation>Die Änderungen an %1 speichern?</translation>
    </message>
    <message>
        <source>this project</source>
        <translation>diesem Projekt</translation>
    </message>
    <message>
        <source>Without saving they are lost. Maps, models and samples that were written to files stay.</source>
        <translation>Ohne Speichern gehen sie verloren. Karten, Modelle und Stichproben, die in Dateien geschrieben wurden, bleiben.</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Save the project as</source>
        <translation>Projekt speichern unter</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>%1 wird gespeichert</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>&amp;%1  %2</source>
        <translation>&amp;%1  %2</translation>
    </message>
    <message>
        <source>No project yet</source>
        <translation>Noch kein Projekt</translation>
    </message>
    <message>
        <source>Looking for unsaved work</source>
        <translation>Es wird nach ungespeicherter Arbeit gesucht</translation>
    </message>
    <message>
        <source>Keeping a copy</source>
        <translation>Eine Kopie wird abgelegt</translation>
    </message>
    <message>
        <source>a project that was never saved</source>
        <translation>einem nie gespeicherten Projekt</translation>
    </message>
    <message>
        <source>Lacuna ended before everything was saved. It kept a copy of %1, written on %2.</source>
        <translation>Lacuna endete, bevor alles gespeichert war. Es hat eine Kopie von %1 behalten, geschrieben am %2.</translation>
    </message>
    <message>
        <source>A training was under way.</source>
        <translation>Ein Training war im Gange.</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>The training of %1 was interrupted. It goes on behind the last epoch that was finished.</source>
        <translation>Das Training von %1 wurde unterbrochen. Es geht hinter der letzten fertigen Epoche weiter.</translation>
    </message>
    <message>
        <source>The training of %1 was interrupted before its first epoch was finished. It begins anew.</source>
        <translation>Das Training von %1 wurde unterbrochen, bevor seine erste Epoche fertig war. Es beginnt von vorn.</translation>
    </message>
    <message>
        <source>Resume training</source>
        <translation>Training fortsetzen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ProofSection</name>
    <message>
        <source>In view only</source>
        <translation>Nur das Sichtbare</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Proof: lost means without influence</source>
        <translation>Beweis: verloren heißt ohne Einfluss</translation>
    </message>
    <message>
        <source>The map is made twice without the sensor: with its raster, and with random numbers in its place.</source>
        <translation>Die Karte wird zweimal ohne den Sensor gemacht: mit seinem Raster und mit Zufallszahlen an dessen Stelle.</translation>
    </message>
    <message>
        <source>Prove it for what is in view only</source>
        <translation>Nur für das Sichtbare beweisen</translation>
    </message>
    <message>
        <source>Otherwise for the whole scene, which takes as long as two maps</source>
        <translation>Sonst für die ganze Szene, was so lange dauert wie zwei Karten</translation>
    </message>
    <message>
        <source>Progress of the proof</source>
        <translation>Fortschritt des Beweises</translation>
    </message>
    <message>
        <source>Cancel the proof</source>
        <translation>Den Beweis abbrechen</translation>
    </message>
    <message>
        <source>Copy the proof as text</source>
        <translation>Den Beweis als Text kopieren</translation>
    </message>
    <message>
        <source>Copy the result with both SHA-256 sums</source>
        <translation>Das Ergebnis mit beiden SHA-256-Summen kopieren</translation>
    </message>
    <message>
        <source>Without %1</source>
        <translation>Ohne %1</translation>
    </message>
    <message>
        <source>Prove that %1 has no influence when it is lost</source>
        <translation>Beweisen, dass %1 keinen Einfluss hat, wenn es fehlt</translation>
    </message>
    <message>
        <source>Lose a sensor: here its raster is then replaced by random numbers, and the map compared bit by bit.</source>
        <translation>Einen Sensor ausfallen lassen: Hier wird sein Raster dann durch Zufallszahlen ersetzt und die Karte Bit für Bit verglichen.</translation>
    </message>
    <message>
        <source>Proof without %1</source>
        <translation>Beweis ohne %1</translation>
    </message>
    <message>
        <source>✓ Without %1: %L2 pixels compared, 0 differ when its raster is replaced by random numbers.</source>
        <translation>✓ Ohne %1: %L2 Pixel verglichen, 0 verschieden, wenn sein Raster durch Zufallszahlen ersetzt wird.</translation>
    </message>
    <message>
        <source>✗ Without %1: %L2 of %L3 pixels differ when its raster is replaced by random numbers; the first is column %4, row %5.</source>
        <translation>✗ Ohne %1: %L2 von %L3 Pixeln verschieden, wenn sein Raster durch Zufallszahlen ersetzt wird; das erste ist Spalte %4, Zeile %5.</translation>
    </message>
    <message>
        <source>SHA-256 of both maps: %1</source>
        <translation>SHA-256 beider Karten: %1</translation>
    </message>
    <message>
        <source>SHA-256: %1 and %2</source>
        <translation>SHA-256: %1 und %2</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ReferenceColumn</name>
    <message>
        <source>Reference&apos;s &amp;Class Column…</source>
        <translation>&amp;Klassenspalte der Referenz…</translation>
    </message>
    <message>
        <source>Reading the reference&apos;s columns</source>
        <translation>Die Spalten der Referenz werden gelesen</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ReportDialog</name>
    <message>
        <source>Scene and sensors</source>
        <translation>Szene und Sensoren</translation>
    </message>
    <message>
        <source>Samples and split</source>
        <translation>Stichproben und Aufteilung</translation>
    </message>
    <message>
        <source>Map and areas</source>
        <translation>Karte und Flächen</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>What-if study</source>
        <translation>Was-wäre-wenn-Studie</translation>
    </message>
    <message>
        <source>Experts</source>
        <translation>Experten</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Write the Report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>What it holds</source>
        <translation>Was er enthält</translation>
    </message>
    <message>
        <source>Where it goes</source>
        <translation>Wohin er geschrieben wird</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>A paragraph below the summary</source>
        <translation>Ein Absatz unter der Zusammenfassung</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Anmerkungen</translation>
    </message>
    <message>
        <source>Proof for each sensor</source>
        <translation>Beweis für jeden Sensor</translation>
    </message>
    <message>
        <source>The map without a sensor is made twice, with random numbers in the place of its raster the second time</source>
        <translation>Die Karte ohne einen Sensor wird zweimal gerechnet, beim zweiten Mal mit Zufallszahlen anstelle seines Rasters</translation>
    </message>
    <message>
        <source>File of the report</source>
        <translation>Datei des Berichts</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>HTML</source>
        <translation>HTML</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Open it when it is written</source>
        <translation>Öffnen, wenn er geschrieben ist</translation>
    </message>
    <message>
        <source>As</source>
        <translation>Als</translation>
    </message>
    <message>
        <source>Size of the map&apos;s picture</source>
        <translation>Größe des Kartenbilds</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Pixels of the map&apos;s picture on its longer side</source>
        <translation>Pixel des Kartenbilds an seiner längeren Seite</translation>
    </message>
    <message>
        <source>Map picture</source>
        <translation>Kartenbild</translation>
    </message>
    <message>
        <source>Write the report as</source>
        <translation>Bericht schreiben als</translation>
    </message>
    <message>
        <source>Reports (*.html *.pdf)</source>
        <translation>Berichte (*.html *.pdf)</translation>
    </message>
    <message>
        <source>There is no model or no scene: open both.</source>
        <translation>Es fehlt ein Modell oder eine Szene: beides öffnen.</translation>
    </message>
    <message>
        <source>Choose at least one part.</source>
        <translation>Mindestens einen Teil wählen.</translation>
    </message>
    <message>
        <source>Choose HTML, PDF or both.</source>
        <translation>HTML, PDF oder beides wählen.</translation>
    </message>
    <message>
        <source>Name a file.</source>
        <translation>Eine Datei nennen.</translation>
    </message>
    <message>
        <source>Give it a title.</source>
        <translation>Einen Titel angeben.</translation>
    </message>
    <message>
        <source>The what-if study was run already; the report uses it.</source>
        <translation>Die Was-wäre-wenn-Studie ist schon gerechnet; der Bericht verwendet sie.</translation>
    </message>
    <message>
        <source>The complete map is made; what is kept of it is not made again.</source>
        <translation>Die vollständige Karte wird gerechnet; was davon aufbewahrt ist, nicht noch einmal.</translation>
    </message>
    <message>
        <source>The proof takes two maps for each sensor.</source>
        <translation>Der Beweis braucht zwei Karten je Sensor.</translation>
    </message>
    <message>
        <source>Without reference labels it says nothing of accuracy.</source>
        <translation>Ohne Referenz sagt er nichts über die Genauigkeit.</translation>
    </message>
    <message>
        <source>The report was cancelled; nothing was written</source>
        <translation>Der Bericht wurde abgebrochen; nichts wurde geschrieben</translation>
    </message>
    <message numerus="yes">
        <source>The what-if study is run first: %n map(s).</source>
        <translation>
            <numerusform>Die Was-wäre-wenn-Studie wird zuerst gerechnet: %n Karte.</numerusform>
            <numerusform>Die Was-wäre-wenn-Studie wird zuerst gerechnet: %n Karten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SampleDocument</name>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>import %1</source>
        <translation>%1 importieren</translation>
    </message>
    <message>
        <source>Class 1</source>
        <translation>Klasse 1</translation>
    </message>
    <message numerus="yes">
        <source>delete %n area(s)</source>
        <translation>
            <numerusform>%n Fläche löschen</numerusform>
            <numerusform>%n Flächen löschen</numerusform>
        </translation>
    </message>
    <message>
        <source>make them %1</source>
        <translation>zu %1 machen</translation>
    </message>
    <message>
        <source>separate the parts</source>
        <translation>die Teile trennen</translation>
    </message>
    <message>
        <source>Labelling pixels</source>
        <translation>Pixel werden beschriftet</translation>
    </message>
    <message>
        <source>Counting the sensors of the samples</source>
        <translation>Die Sensoren der Stichproben werden gezählt</translation>
    </message>
    <message>
        <source>Samples: not saved</source>
        <translation>Stichproben: nicht gespeichert</translation>
    </message>
    <message>
        <source>Samples: %1, edited</source>
        <translation>Stichproben: %1, bearbeitet</translation>
    </message>
    <message>
        <source>Samples: %1</source>
        <translation>Stichproben: %1</translation>
    </message>
    <message>
        <source>Split by blocks of %1 px</source>
        <translation>Aufteilung in Blöcke von %1 px</translation>
    </message>
    <message>
        <source>Split at random</source>
        <translation>Zufällige Aufteilung</translation>
    </message>
    <message>
        <source>mark a point</source>
        <translation>einen Punkt setzen</translation>
    </message>
    <message>
        <source>A polygon needs three corners</source>
        <translation>Ein Polygon braucht drei Ecken</translation>
    </message>
    <message>
        <source>The polygon covers the centre of no pixel; zoom in or draw it larger</source>
        <translation>Das Polygon bedeckt die Mitte keines Pixels; hineinzoomen oder größer zeichnen</translation>
    </message>
    <message>
        <source>draw a polygon</source>
        <translation>ein Polygon zeichnen</translation>
    </message>
    <message>
        <source>paint a stroke</source>
        <translation>einen Strich malen</translation>
    </message>
    <message>
        <source>erase</source>
        <translation>radieren</translation>
    </message>
    <message numerus="yes">
        <source>move %n area(s)</source>
        <translation>
            <numerusform>%n Fläche verschieben</numerusform>
            <numerusform>%n Flächen verschieben</numerusform>
        </translation>
    </message>
    <message>
        <source>The line crosses no area from border to border</source>
        <translation>Die Linie quert keine Fläche von Rand zu Rand</translation>
    </message>
    <message>
        <source>split</source>
        <translation>teilen</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SampleLayer</name>
    <message>
        <source>Sample</source>
        <translation>Stichprobe</translation>
    </message>
    <message numerus="yes">
        <source>%n labelled pixel(s)</source>
        <translation>
            <numerusform>%n beschriftetes Pixel</numerusform>
            <numerusform>%n beschriftete Pixel</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SampleTools</name>
    <message>
        <source>Growing a region</source>
        <translation>Eine Region wächst</translation>
    </message>
    <message>
        <source>Stopped: growing a region</source>
        <translation>Angehalten: Wachsen einer Region</translation>
    </message>
    <message>
        <source>grow a region</source>
        <translation>eine Region wachsen lassen</translation>
    </message>
    <message>
        <source>Region of %L1 pixels; it reached the limit and would go on</source>
        <translation>Region von %L1 Pixeln; sie hat die Grenze erreicht und ginge weiter</translation>
    </message>
    <message>
        <source>Region of %L1 pixels</source>
        <translation>Region von %L1 Pixeln</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SampleWork</name>
    <message>
        <source>Save the samples as</source>
        <translation>Stichproben speichern unter</translation>
    </message>
    <message>
        <source>Class column</source>
        <translation>Spalte der Klasse</translation>
    </message>
    <message>
        <source>Which column of %1 says the class?</source>
        <translation>Welche Spalte von %1 nennt die Klasse?</translation>
    </message>
    <message>
        <source>Samples not saved</source>
        <translation>Stichproben nicht gespeichert</translation>
    </message>
    <message>
        <source>The samples and the project have changes that are not saved.</source>
        <translation>Stichproben und Projekt haben Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>The samples have changes that are not saved.</source>
        <translation>Die Stichproben haben Änderungen, die nicht gespeichert sind.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SamplesPanel</name>
    <message>
        <source>Classes with their pixels</source>
        <translation>Klassen mit ihren Pixeln</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>Eine Klasse hinzufügen</translation>
    </message>
    <message>
        <source>Delete the class with its areas</source>
        <translation>Die Klasse mit ihren Flächen löschen</translation>
    </message>
    <message>
        <source>Choose the colour of the class</source>
        <translation>Die Farbe der Klasse wählen</translation>
    </message>
    <message>
        <source>Put the class below another</source>
        <translation>Die Klasse unter eine andere setzen</translation>
    </message>
    <message>
        <source>Give the selected areas this class</source>
        <translation>Den gewählten Flächen diese Klasse geben</translation>
    </message>
    <message>
        <source>Choose a tool above the map to mark samples of the selected class.</source>
        <translation>Ein Werkzeug über der Karte wählen, um Stichproben der gewählten Klasse zu markieren.</translation>
    </message>
    <message>
        <source>Click an area to select it, Shift adds, drag to move it. Delete deletes.</source>
        <translation>Eine Fläche anklicken, um sie zu wählen, Umschalt wählt dazu, Ziehen verschiebt. Entf löscht.</translation>
    </message>
    <message>
        <source>Each click marks one pixel.</source>
        <translation>Jeder Klick markiert ein Pixel.</translation>
    </message>
    <message>
        <source>Click the corners; a double click, Enter or the right button closes. Backspace takes a corner back.</source>
        <translation>Die Ecken anklicken; Doppelklick, Eingabetaste oder rechte Taste schließt. Rücktaste nimmt eine Ecke zurück.</translation>
    </message>
    <message>
        <source>Width of the brush</source>
        <translation>Breite des Pinsels</translation>
    </message>
    <message>
        <source>Unit of the brush&apos;s width</source>
        <translation>Einheit der Pinselbreite</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>map units</source>
        <translation>Karteneinheiten</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Shift erases</source>
        <translation>Umschalt radiert</translation>
    </message>
    <message>
        <source>Drag a line across an area, from border to border, to cut it.</source>
        <translation>Eine Linie quer durch eine Fläche ziehen, von Rand zu Rand, um sie zu teilen.</translation>
    </message>
    <message>
        <source>Sensor whose spectra are compared</source>
        <translation>Sensor, dessen Spektren verglichen werden</translation>
    </message>
    <message>
        <source>How spectra are compared</source>
        <translation>Wie Spektren verglichen werden</translation>
    </message>
    <message>
        <source>Spectral angle, degrees</source>
        <translation>Spektralwinkel, Grad</translation>
    </message>
    <message>
        <source>Distance, standard deviations</source>
        <translation>Abstand, Standardabweichungen</translation>
    </message>
    <message>
        <source>How alike a pixel must be</source>
        <translation>Wie ähnlich ein Pixel sein muss</translation>
    </message>
    <message>
        <source>Most pixels of a region</source>
        <translation>Höchstzahl der Pixel einer Region</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>Sensor</translation>
    </message>
    <message>
        <source>Compare by</source>
        <translation>Vergleichen nach</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Most pixels</source>
        <translation>Höchstens Pixel</translation>
    </message>
    <message>
        <source>What is wrong with the samples</source>
        <translation>Was an den Stichproben nicht stimmt</translation>
    </message>
    <message>
        <source>Show training and test on the map</source>
        <translation>Training und Test auf der Karte zeigen</translation>
    </message>
    <message>
        <source>How the settings in the Model panel divide the samples</source>
        <translation>Wie die Einstellungen im Bedienfeld Modell die Stichproben aufteilen</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Train the method of the Model panel with these samples</source>
        <translation>Das Verfahren des Bedienfelds Modell mit diesen Stichproben trainieren</translation>
    </message>
    <message numerus="yes">
        <source>Class %1, %n area(s). Double click to rename</source>
        <translation>
            <numerusform>Klasse %1, %n Fläche. Doppelklick benennt um</numerusform>
            <numerusform>Klasse %1, %n Flächen. Doppelklick benennt um</numerusform>
        </translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Pixels where no sensor has data</source>
        <translation>Pixel, an denen kein Sensor Daten hat</translation>
    </message>
    <message>
        <source>Pixels: %1</source>
        <translation>Pixel: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>No samples yet</source>
        <translation>Noch keine Stichproben</translation>
    </message>
    <message>
        <source>%L1 pixels in %2</source>
        <translation>%L1 Pixel in %2</translation>
    </message>
    <message numerus="yes">
        <source>%n area(s)</source>
        <translation>
            <numerusform>%n Fläche</numerusform>
            <numerusform>%n Flächen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n gewählt</numerusform>
            <numerusform>%n gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>Class %1</source>
        <translation>Klasse %1</translation>
    </message>
    <message>
        <source>add a class</source>
        <translation>eine Klasse hinzufügen</translation>
    </message>
    <message>
        <source>delete a class</source>
        <translation>eine Klasse löschen</translation>
    </message>
    <message>
        <source>rename a class</source>
        <translation>eine Klasse umbenennen</translation>
    </message>
    <message>
        <source>colour a class</source>
        <translation>eine Klasse färben</translation>
    </message>
    <message>
        <source>move a class</source>
        <translation>eine Klasse verschieben</translation>
    </message>
    <message>
        <source>At the top</source>
        <translation>Ganz oben</translation>
    </message>
    <message>
        <source>Below %1</source>
        <translation>Unter %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SensorChip</name>
    <message>
        <source>present</source>
        <translation>vorhanden</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>no file</source>
        <translation>keine Datei</translation>
    </message>
    <message>
        <source>1 band</source>
        <translation>1 Band</translation>
    </message>
    <message>
        <source>%L1 bands</source>
        <translation>%L1 Bänder</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>Key %1; right click for more</source>
        <translation>Taste %1; Rechtsklick für mehr</translation>
    </message>
    <message>
        <source>%1: the model knows it, no file is open</source>
        <translation>%1: Das Modell kennt ihn, keine Datei ist geöffnet</translation>
    </message>
    <message>
        <source>Restore %1 (key %2)</source>
        <translation>%1 wiederherstellen (Taste %2)</translation>
    </message>
    <message>
        <source>Lose %1 (key %2); right click: lose a part, degrade</source>
        <translation>%1 ausfallen lassen (Taste %2); Rechtsklick: einen Teil verlieren, verschlechtern</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SensorChipRow</name>
    <message>
        <source>Sensors</source>
        <translation>Sensoren</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>%1 % lost</source>
        <translation>%1 % verloren</translation>
    </message>
    <message>
        <source>degraded</source>
        <translation>verschlechtert</translation>
    </message>
    <message>
        <source>%1, degraded</source>
        <translation>%1, verschlechtert</translation>
    </message>
    <message>
        <source> · %1 % OA</source>
        <translation> · %1 % OA</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SensorLayer</name>
    <message>
        <source>band %1</source>
        <translation>Band %1</translation>
    </message>
    <message>
        <source>%1: %2 and more</source>
        <translation>%1: %2 und mehr</translation>
    </message>
    <message>
        <source>%1: %2 and less</source>
        <translation>%1: %2 und weniger</translation>
    </message>
    <message>
        <source>%1: %2 to %3</source>
        <translation>%1: %2 bis %3</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n band(s), %2</source>
        <translation>
            <numerusform>%1, %n Band, %2</numerusform>
            <numerusform>%1, %n Bänder, %2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2 µm</source>
        <translation>%1 bis %2 µm</translation>
    </message>
    <message>
        <source>aligned to the scene&apos;s grid</source>
        <translation>am Gitter der Szene ausgerichtet</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SensorStylePanel</name>
    <message>
        <source>Bands, colours and stretch of the sensor that is chosen in Layers.</source>
        <translation>Bänder, Farben und Streckung des Sensors, der unter Layer gewählt ist.</translation>
    </message>
    <message>
        <source>Choose the base map</source>
        <translation>Die Grundkarte wählen</translation>
    </message>
    <message>
        <source>Rendering</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>three bands in colour</source>
        <translation>drei Bänder in Farbe</translation>
    </message>
    <message>
        <source>one band</source>
        <translation>ein Band</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Gezeigt</translation>
    </message>
    <message>
        <source>True colour</source>
        <translation>Echtfarben</translation>
    </message>
    <message>
        <source>The bands nearest to 0.65, 0.56 and 0.48 µm</source>
        <translation>Die Bänder, die 0,65, 0,56 und 0,48 µm am nächsten liegen</translation>
    </message>
    <message>
        <source>Infrared</source>
        <translation>Infrarot</translation>
    </message>
    <message>
        <source>Near infrared (0.86 µm) as red, red as green, green as blue: plants are red</source>
        <translation>Nahes Infrarot (0,86 µm) als Rot, Rot als Grün, Grün als Blau: Pflanzen sind rot</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>Farbskala</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>grau</translation>
    </message>
    <message>
        <source>viridis</source>
        <translation>viridis</translation>
    </message>
    <message>
        <source>cividis</source>
        <translation>cividis</translation>
    </message>
    <message>
        <source>blue, white, red</source>
        <translation>blau, weiß, rot</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>Streckung</translation>
    </message>
    <message>
        <source>percentile cut</source>
        <translation>Perzentilschnitt</translation>
    </message>
    <message>
        <source>mean ± deviations</source>
        <translation>Mittel ± Abweichungen</translation>
    </message>
    <message>
        <source>least to greatest</source>
        <translation>kleinster bis größter Wert</translation>
    </message>
    <message>
        <source>fixed range</source>
        <translation>fester Bereich</translation>
    </message>
    <message>
        <source>Values that the stretch goes by</source>
        <translation>Werte, nach denen gestreckt wird</translation>
    </message>
    <message>
        <source>whole raster</source>
        <translation>ganzes Raster</translation>
    </message>
    <message>
        <source>what is in view</source>
        <translation>was zu sehen ist</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>Band</translation>
    </message>
    <message>
        <source>Cut at each end</source>
        <translation>Schnitt an jedem Ende</translation>
    </message>
    <message>
        <source>Deviations</source>
        <translation>Abweichungen</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source> σ</source>
        <translation> σ</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::Session</name>
    <message>
        <source>Stopped: %1</source>
        <translation>Angehalten: %1</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>%1 wird gespeichert</translation>
    </message>
    <message>
        <source>Looking for the device</source>
        <translation>Das Gerät wird gesucht</translation>
    </message>
    <message>
        <source>Opening sensors</source>
        <translation>Sensoren werden geöffnet</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Reference: %1</source>
        <translation>Referenz: %1</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <translation>Die Dateien werden angesehen</translation>
    </message>
    <message>
        <source>%1 %2 % lost</source>
        <translation>%1 %2 % verloren</translation>
    </message>
    <message>
        <source>%1 degraded</source>
        <translation>%1 verschlechtert</translation>
    </message>
    <message>
        <source>Losing a part of %1</source>
        <translation>Ein Teil von %1 geht verloren</translation>
    </message>
    <message>
        <source>Open or train a model to see the map: %1</source>
        <translation>Ein Modell öffnen oder trainieren, um die Karte zu sehen: %1</translation>
    </message>
    <message>
        <source>A map needs at least one sensor: restore another one before losing this</source>
        <translation>Eine Karte braucht mindestens einen Sensor: erst einen anderen wiederherstellen, bevor dieser ausfällt</translation>
    </message>
    <message>
        <source>%1 has no file: add its raster first</source>
        <translation>%1 hat keine Datei: erst sein Raster hinzufügen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Classifying: %1</source>
        <translation>Klassifikation: %1</translation>
    </message>
    <message>
        <source>%1 (stopped)</source>
        <translation>%1 (angehalten)</translation>
    </message>
    <message>
        <source>%1: %L2 pixels in %3 s, %L4 px/s, %5</source>
        <translation>%1: %L2 Pixel in %3 s, %L4 px/s, %5</translation>
    </message>
    <message>
        <source>Opening the map: %1</source>
        <translation>Die Karte wird geöffnet: %1</translation>
    </message>
    <message>
        <source>Comparing with the reference</source>
        <translation>Vergleich mit der Referenz</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (%2, %3)</source>
        <translation>%1 (%2, %3)</translation>
    </message>
    <message>
        <source>%1 is the model&apos;s %2 by its bands</source>
        <translation>%1 ist nach seinen Bändern %2 des Modells</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>What-if study</source>
        <translation>Was-wäre-wenn-Studie</translation>
    </message>
    <message>
        <source>What-if study: %1 subsets in %2 s</source>
        <translation>Was-wäre-wenn-Studie: %1 Teilmengen in %2 s</translation>
    </message>
    <message>
        <source>Saving the study&apos;s tables</source>
        <translation>Die Tabellen der Studie werden gespeichert</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Trained on %L1 samples in %2 s: %3</source>
        <translation>Mit %L1 Stichproben in %2 s trainiert: %3</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>no sensor</source>
        <translation>kein Sensor</translation>
    </message>
    <message>
        <source>only %1</source>
        <translation>nur %1</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>ohne %1</translation>
    </message>
    <message>
        <source>Reading lost parts</source>
        <translation>Ausgefallene Teile werden gelesen</translation>
    </message>
    <message>
        <source>The footprint of %1 was changed on disk and is read again</source>
        <translation>Die Ausfallfläche von %1 wurde auf dem Datenträger geändert und wird neu gelesen</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SpectraFigure</name>
    <message>
        <source>Spectra of the pixels</source>
        <translation>Spektren der Pixel</translation>
    </message>
    <message>
        <source>1 band</source>
        <translation>1 Band</translation>
    </message>
    <message>
        <source>%1 bands</source>
        <translation>%1 Bänder</translation>
    </message>
    <message>
        <source>, %1 bad</source>
        <translation>, %1 schlecht</translation>
    </message>
    <message>
        <source>no data here</source>
        <translation>hier keine Daten</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>wavelength, µm</source>
        <translation>Wellenlänge, µm</translation>
    </message>
    <message>
        <source>band</source>
        <translation>Band</translation>
    </message>
    <message>
        <source>%1, band %2</source>
        <translation>%1, Band %2</translation>
    </message>
    <message>
        <source> at %1 µm</source>
        <translation> bei %1 µm</translation>
    </message>
    <message>
        <source>sensor</source>
        <translation>sensor</translation>
    </message>
    <message>
        <source>name</source>
        <translation>name</translation>
    </message>
    <message>
        <source>wavelength_um</source>
        <translation>wavelength_um</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>bad</translation>
    </message>
    <message>
        <source>mean of %1</source>
        <translation>Mittel von %1</translation>
    </message>
    <message>
        <source>standard deviation of %1</source>
        <translation>Standardabweichung von %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::StatusRow</name>
    <message>
        <source>Status</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>Device in use</source>
        <translation>Verwendetes Gerät</translation>
    </message>
    <message>
        <source>1 : %1</source>
        <translation>1 : %1</translation>
    </message>
    <message>
        <source>Classification and training run on this device</source>
        <translation>Klassifikation und Training laufen auf diesem Gerät</translation>
    </message>
    <message>
        <source>The processor is used: %1</source>
        <translation>Der Prozessor wird benutzt: %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::TrainingChart</name>
    <message>
        <source>Training curve</source>
        <translation>Trainingskurve</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>OA, training</source>
        <translation>OA, Training</translation>
    </message>
    <message>
        <source>OA, test</source>
        <translation>OA, Test</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>OA %</source>
        <translation>OA %</translation>
    </message>
    <message>
        <source>Copy values</source>
        <translation>Werte kopieren</translation>
    </message>
    <message>
        <source>Epoch	Loss	OA training	OA test	Learning rate</source>
        <translation>Epoche	Verlust	OA Training	OA Test	Lernrate</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::TrainingPanel</name>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Apply and classify</source>
        <translation>Anwenden und klassifizieren</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>What the method is</source>
        <translation>Was das Verfahren ist</translation>
    </message>
    <message>
        <source>File of the model</source>
        <translation>Datei des Modells</translation>
    </message>
    <message>
        <source>Choose the file of the model</source>
        <translation>Die Datei des Modells wählen</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern als</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Classifying</source>
        <translation>Klassifikation</translation>
    </message>
    <message>
        <source>Train a model on your own sensors: open their rasters first.</source>
        <translation>Ein Modell auf eigenen Sensoren trainieren: erst ihre Raster öffnen.</translation>
    </message>
    <message>
        <source>Open sensors…</source>
        <translation>Sensoren öffnen…</translation>
    </message>
    <message>
        <source>Train a model on these sensors: it needs labelled pixels, as a raster, points or polygons.</source>
        <translation>Ein Modell auf diesen Sensoren trainieren: Es braucht beschriftete Pixel, als Raster, Punkte oder Polygone.</translation>
    </message>
    <message>
        <source>Import samples…</source>
        <translation>Stichproben importieren…</translation>
    </message>
    <message>
        <source>Draw or import samples first</source>
        <translation>Erst Stichproben zeichnen oder importieren</translation>
    </message>
    <message>
        <source>Epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>Reading the samples</source>
        <translation>Die Stichproben werden gelesen</translation>
    </message>
    <message>
        <source>Samples: as drawn</source>
        <translation>Stichproben: wie gezeichnet</translation>
    </message>
    <message>
        <source>Samples: %1</source>
        <translation>Stichproben: %1</translation>
    </message>
    <message>
        <source>Curve of the open model</source>
        <translation>Kurve des geöffneten Modells</translation>
    </message>
    <message>
        <source>Save the model as</source>
        <translation>Modell speichern unter</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>Modelle (*.safetensors)</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ViewTools</name>
    <message>
        <source>Distance: %1</source>
        <translation>Entfernung: %1</translation>
    </message>
    <message>
        <source>Area: %1</source>
        <translation>Fläche: %1</translation>
    </message>
    <message>
        <source>&amp;Bookmarks</source>
        <translation>&amp;Lesezeichen</translation>
    </message>
    <message>
        <source>&amp;Linked Views</source>
        <translation>&amp;Verknüpfte Ansichten</translation>
    </message>
    <message>
        <source>&amp;One</source>
        <translation>&amp;Eine</translation>
    </message>
    <message>
        <source>&amp;Two</source>
        <translation>&amp;Zwei</translation>
    </message>
    <message>
        <source>T&amp;hree</source>
        <translation>&amp;Drei</translation>
    </message>
    <message>
        <source>&amp;Four</source>
        <translation>&amp;Vier</translation>
    </message>
    <message>
        <source>&amp;North Arrow</source>
        <translation>&amp;Nordpfeil</translation>
    </message>
    <message>
        <source>&amp;Magnifier</source>
        <translation>&amp;Lupe</translation>
    </message>
    <message>
        <source>&amp;Graticule</source>
        <translation>&amp;Gitternetz</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>&amp;Keines</translation>
    </message>
    <message>
        <source>&amp;Longitude and Latitude</source>
        <translation>&amp;Länge und Breite</translation>
    </message>
    <message>
        <source>The &amp;Scene&apos;s Coordinates</source>
        <translation>&amp;Koordinaten der Szene</translation>
    </message>
    <message>
        <source>Measure &amp;Distance</source>
        <translation>&amp;Entfernung messen</translation>
    </message>
    <message>
        <source>Measure &amp;Area</source>
        <translation>&amp;Fläche messen</translation>
    </message>
    <message>
        <source>Flicker &amp;Rate</source>
        <translation>&amp;Blinkrate</translation>
    </message>
    <message>
        <source>Every 2 s</source>
        <translation>Alle 2 s</translation>
    </message>
    <message>
        <source>Every second</source>
        <translation>Jede Sekunde</translation>
    </message>
    <message>
        <source>Twice a second</source>
        <translation>Zweimal je Sekunde</translation>
    </message>
    <message>
        <source>4 times a second</source>
        <translation>4-mal je Sekunde</translation>
    </message>
    <message>
        <source>By the key B alone</source>
        <translation>Nur mit der Taste B</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::VisionPreview</name>
    <message>
        <source>Colour &amp;Vision</source>
        <translation>&amp;Farbensehen</translation>
    </message>
    <message>
        <source>&amp;Normal</source>
        <translation>&amp;Normal</translation>
    </message>
    <message>
        <source>Map and legend as they are</source>
        <translation>Karte und Legende, wie sie sind</translation>
    </message>
    <message>
        <source>&amp;Protanopia</source>
        <translation>&amp;Protanopie</translation>
    </message>
    <message>
        <source>Without the cones for long waves: about 1 % of men</source>
        <translation>Ohne die Zapfen für lange Wellen: etwa 1 % der Männer</translation>
    </message>
    <message>
        <source>&amp;Deuteranopia</source>
        <translation>&amp;Deuteranopie</translation>
    </message>
    <message>
        <source>Without the cones for middle waves: about 1 % of men</source>
        <translation>Ohne die Zapfen für mittlere Wellen: etwa 1 % der Männer</translation>
    </message>
    <message>
        <source>&amp;Tritanopia</source>
        <translation>&amp;Tritanopie</translation>
    </message>
    <message>
        <source>Without the cones for short waves: rare</source>
        <translation>Ohne die Zapfen für kurze Wellen: selten</translation>
    </message>
    <message>
        <source>&amp;Grey</source>
        <translation>&amp;Grau</translation>
    </message>
    <message>
        <source>As a print without colours</source>
        <translation>Wie ein Druck ohne Farben</translation>
    </message>
    <message>
        <source>Map and legend are shown as readers with this colour vision see them. Click to see them as they are.</source>
        <translation>Karte und Legende sind so gezeigt, wie Leser mit diesem Farbensehen sie sehen. Ein Klick zeigt sie, wie sie sind.</translation>
    </message>
    <message>
        <source>Colour vision: %1</source>
        <translation>Farbensehen: %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::WelcomePage</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Lacuna</source>
        <translation>Lacuna</translation>
    </message>
    <message>
        <source>Land-cover maps from several sensors, and what each would be without one</source>
        <translation>Karten der Landbedeckung aus mehreren Sensoren, und was jede ohne einen wäre</translation>
    </message>
    <message>
        <source>Begin with your own rasters</source>
        <translation>Mit eigenen Rastern beginnen</translation>
    </message>
    <message>
        <source>Map land cover with an existing model</source>
        <translation>Landbedeckung mit einem vorhandenen Modell kartieren</translation>
    </message>
    <message>
        <source>Open the rasters of a scene, one for each sensor, and a model. The map follows by itself.</source>
        <translation>Die Raster einer Szene öffnen, eines je Sensor, und ein Modell. Die Karte folgt von selbst.</translation>
    </message>
    <message>
        <source>Collect samples and train</source>
        <translation>Stichproben sammeln und trainieren</translation>
    </message>
    <message>
        <source>Open the rasters, draw areas of each class on the map, and train a model that bears missing sensors.</source>
        <translation>Die Raster öffnen, Flächen jeder Klasse auf der Karte zeichnen und ein Modell trainieren, das fehlende Sensoren verträgt.</translation>
    </message>
    <message>
        <source>Ask what a lost sensor would cost</source>
        <translation>Fragen, was ein Ausfall kosten würde</translation>
    </message>
    <message>
        <source>Open the rasters and a model. Every subset of the sensors is mapped and compared.</source>
        <translation>Die Raster und ein Modell öffnen. Jede Teilmenge der Sensoren wird kartiert und verglichen.</translation>
    </message>
    <message>
        <source>Open sensors…</source>
        <translation>Sensoren öffnen…</translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation>Projekt öffnen…</translation>
    </message>
    <message>
        <source>Or drop rasters, a model or a project on the window.</source>
        <translation>Oder Raster, ein Modell oder ein Projekt auf das Fenster ziehen.</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>Das Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Letzte Projekte</translation>
    </message>
    <message>
        <source>Projects that you save are listed here.</source>
        <translation>Gespeicherte Projekte stehen hier.</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>%1 is gone</source>
        <translation>%1 ist nicht mehr da</translation>
    </message>
    <message>
        <source>Make a sample scene</source>
        <translation>Eine Beispielszene machen</translation>
    </message>
    <message>
        <source>No sample came with this program. A synthetic scene of two sensors is made in a few seconds; training its model then takes some minutes.</source>
        <translation>Mit diesem Programm kam kein Beispiel. Eine künstliche Szene mit zwei Sensoren ist in wenigen Sekunden gemacht; ihr Modell zu trainieren dauert dann einige Minuten.</translation>
    </message>
    <message>
        <source>Open the sample scene and train</source>
        <translation>Die Beispielszene öffnen und trainieren</translation>
    </message>
    <message>
        <source>Its model is not made yet. The training takes some minutes, can be stopped at any moment, and is done once.</source>
        <translation>Ihr Modell ist noch nicht gemacht. Das Training dauert einige Minuten, lässt sich jederzeit anhalten und ist nur einmal nötig.</translation>
    </message>
    <message>
        <source>Open the sample scene</source>
        <translation>Die Beispielszene öffnen</translation>
    </message>
    <message>
        <source>A synthetic scene of two sensors, with its model. Lose one and see the map change.</source>
        <translation>Eine künstliche Szene mit zwei Sensoren und ihrem Modell. Einen ausfallen lassen und sehen, wie sich die Karte ändert.</translation>
    </message>
    <message>
        <source>Indian Pines, a farmland seen in the visible and in the short-wave infrared, with its model. Lose a sensor and see the map change.</source>
        <translation>Indian Pines, Ackerland im Sichtbaren und im kurzwelligen Infrarot, mit seinem Modell. Einen Sensor ausfallen lassen und sehen, wie sich die Karte ändert.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::WhatIfPanel</name>
    <message>
        <source>Subsets of sensors with their accuracy</source>
        <translation>Teilmengen der Sensoren mit ihrer Genauigkeit</translation>
    </message>
    <message>
        <source>What each sensor adds to the overall accuracy</source>
        <translation>Was jeder Sensor zur Gesamtgenauigkeit beiträgt</translation>
    </message>
    <message>
        <source>What each sensor adds to each class&apos;s accuracy</source>
        <translation>Was jeder Sensor zur Genauigkeit jeder Klasse beiträgt</translation>
    </message>
    <message>
        <source>Classes that change without the lost sensors, from and to</source>
        <translation>Klassen, die sich ohne die fehlenden Sensoren ändern, von und nach</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>Auf der Karte zeigen</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Erneut ausführen</translation>
    </message>
    <message>
        <source>Subsets</source>
        <translation>Teilmengen</translation>
    </message>
    <message>
        <source>Sensor value</source>
        <translation>Sensorwert</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Je Klasse</translation>
    </message>
    <message>
        <source>Flips</source>
        <translation>Wechsel</translation>
    </message>
    <message>
        <source>What changes on the map when sensors are lost</source>
        <translation>Was sich auf der Karte ändert, wenn Sensoren ausfallen</translation>
    </message>
    <message>
        <source>Show on the map what changes without the lost sensors</source>
        <translation>Auf der Karte zeigen, was sich ohne die fehlenden Sensoren ändert</translation>
    </message>
    <message>
        <source>Save the study&apos;s tables</source>
        <translation>Die Tabellen der Studie speichern</translation>
    </message>
    <message>
        <source>Save all tables of the study into a folder</source>
        <translation>Alle Tabellen der Studie in einen Ordner speichern</translation>
    </message>
    <message>
        <source>Run the what-if study again</source>
        <translation>Die Was-wäre-wenn-Studie erneut ausführen</translation>
    </message>
    <message>
        <source>What the map would be with each subset of the sensors stands here, once there is a model.</source>
        <translation>Hier steht, was die Karte mit jeder Teilmenge der Sensoren wäre, sobald es ein Modell gibt.</translation>
    </message>
    <message>
        <source>Open a model…</source>
        <translation>Modell öffnen…</translation>
    </message>
    <message>
        <source>Every subset of the sensors is being classified; the status bar shows how far it is.</source>
        <translation>Jede Teilmenge der Sensoren wird klassifiziert; die Statusleiste zeigt, wie weit es ist.</translation>
    </message>
    <message>
        <source>Find out what each sensor is worth: classify the scene with every subset of them.</source>
        <translation>Herausfinden, was jeder Sensor wert ist: die Szene mit jeder Teilmenge klassifizieren.</translation>
    </message>
    <message>
        <source>Run the study</source>
        <translation>Studie ausführen</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>Sensoren</translation>
    </message>
    <message>
        <source>Subset</source>
        <translation>Teilmenge</translation>
    </message>
    <message>
        <source>OA %</source>
        <translation>OA %</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>κ</source>
        <translation>κ</translation>
    </message>
    <message>
        <source>Changed cells</source>
        <translation>Geänderte Zellen</translation>
    </message>
    <message>
        <source>%L1 cells differ from the complete map</source>
        <translation>%L1 Zellen weichen von der vollständigen Karte ab</translation>
    </message>
    <message>
        <source>Difference of OA to the complete map, in percentage points</source>
        <translation>Unterschied der OA zur vollständigen Karte, in Prozentpunkten</translation>
    </message>
    <message>
        <source>Choose a subset, or lose a sensor, to see which classes change into which.</source>
        <translation>Eine Teilmenge wählen oder einen Sensor ausfallen lassen, um zu sehen, welche Klassen in welche wechseln.</translation>
    </message>
    <message>
        <source>%1: %L2 cells change</source>
        <translation>%1: %L2 Zellen ändern sich</translation>
    </message>
    <message>
        <source>, %L1 ha</source>
        <translation>, %L1 ha</translation>
    </message>
    <message>
        <source>Mean gain over all subsets (Shapley), from %1 % (always “%2”) to %3 %.</source>
        <translation>Mittlerer Gewinn über alle Teilmengen (Shapley), von %1 % (immer „%2“) bis %3 %.</translation>
    </message>
    <message>
        <source>Dots: %1. Click shows the map, Shift+click compares with it.</source>
        <translation>Punkte: %1. Ein Klick zeigt die Karte, Umschalt+Klick vergleicht mit ihr.</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>Sensor</translation>
    </message>
    <message>
        <source>OA points</source>
        <translation>OA-Punkte</translation>
    </message>
    <message>
        <source>Helps most</source>
        <translation>Hilft am meisten</translation>
    </message>
    <message>
        <source>no class</source>
        <translation>keine Klasse</translation>
    </message>
    <message>
        <source>Producer&apos;s accuracy of %1: %2 points</source>
        <translation>Herstellergenauigkeit von %1: %2 Punkte</translation>
    </message>
    <message>
        <source>Shapley value: the mean gain in overall accuracy over all subsets</source>
        <translation>Shapley-Wert: mittlerer Gewinn an Gesamtgenauigkeit über alle Teilmengen</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>No sensor</source>
        <translation>Kein Sensor</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>All classes (OA)</source>
        <translation>Alle Klassen (OA)</translation>
    </message>
    <message>
        <source>Always saying the commonest class, in %</source>
        <translation>Immer die häufigste Klasse sagen, in %</translation>
    </message>
    <message>
        <source>Producer&apos;s accuracy with all sensors, in %</source>
        <translation>Herstellergenauigkeit mit allen Sensoren, in %</translation>
    </message>
    <message>
        <source>What the sensor adds, in percentage points</source>
        <translation>Was der Sensor beiträgt, in Prozentpunkten</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>ha</source>
        <translation>ha</translation>
    </message>
    <message>
        <source>Share %</source>
        <translation>Anteil %</translation>
    </message>
    <message>
        <source>Of the cells that change</source>
        <translation>Der Zellen, die sich ändern</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::WindowActions</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&amp;New Project</source>
        <translation>&amp;Neues Projekt</translation>
    </message>
    <message>
        <source>&amp;Open Project…</source>
        <translation>Projekt ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Save Project</source>
        <translation>Projekt &amp;speichern</translation>
    </message>
    <message>
        <source>Save Project &amp;As…</source>
        <translation>Projekt speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Open Senso&amp;rs…</source>
        <translation>Senso&amp;ren öffnen…</translation>
    </message>
    <message>
        <source>A&amp;dd Sensor…</source>
        <translation>Sensor &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Open &amp;Model…</source>
        <translation>&amp;Modell öffnen…</translation>
    </message>
    <message>
        <source>&amp;Export Map…</source>
        <translation>Karte &amp;exportieren…</translation>
    </message>
    <message>
        <source>Save Screen&amp;shot…</source>
        <translation>&amp;Bildschirmfoto speichern…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Remove &amp;Layer</source>
        <translation>&amp;Layer entfernen</translation>
    </message>
    <message>
        <source>&amp;Pan</source>
        <translation>&amp;Verschieben</translation>
    </message>
    <message>
        <source>&amp;Zoom</source>
        <translation>&amp;Zoomen</translation>
    </message>
    <message>
        <source>&amp;Identify</source>
        <translation>&amp;Abfragen</translation>
    </message>
    <message>
        <source>Zoom I&amp;n</source>
        <translation>&amp;Hineinzoomen</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>Hi&amp;nauszoomen</translation>
    </message>
    <message>
        <source>&amp;Full Extent</source>
        <translation>V&amp;olle Ausdehnung</translation>
    </message>
    <message>
        <source>&amp;Redraw</source>
        <translation>Neu &amp;zeichnen</translation>
    </message>
    <message>
        <source>Scale &amp;Bar</source>
        <translation>&amp;Maßstabsleiste</translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation>Vo&amp;llbild</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Restore All</source>
        <translation>Alle &amp;wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Import Samples…</source>
        <translation>Stichproben &amp;importieren…</translation>
    </message>
    <message>
        <source>Import &amp;Reference…</source>
        <translation>&amp;Referenz importieren…</translation>
    </message>
    <message>
        <source>&amp;Show Samples on the Map</source>
        <translation>Stichproben auf der &amp;Karte zeigen</translation>
    </message>
    <message>
        <source>&amp;Save Samples</source>
        <translation>Stichproben &amp;speichern</translation>
    </message>
    <message>
        <source>Save Samples &amp;As…</source>
        <translation>Stichproben speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Select and &amp;Move Areas</source>
        <translation>Flächen &amp;wählen und verschieben</translation>
    </message>
    <message>
        <source>&amp;Point</source>
        <translation>&amp;Punkt</translation>
    </message>
    <message>
        <source>P&amp;olygon</source>
        <translation>P&amp;olygon</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>Pi&amp;nsel</translation>
    </message>
    <message>
        <source>&amp;Grow a Region</source>
        <translation>Region wa&amp;chsen lassen</translation>
    </message>
    <message>
        <source>Spli&amp;t Areas</source>
        <translation>Flächen &amp;teilen</translation>
    </message>
    <message>
        <source>S&amp;eparate the Parts of the Selection</source>
        <translation>Tei&amp;le der Auswahl trennen</translation>
    </message>
    <message>
        <source>Show Training and &amp;Test on the Map</source>
        <translation>Training und T&amp;est auf der Karte zeigen</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>&amp;Trainieren</translation>
    </message>
    <message>
        <source>&amp;Classify Again</source>
        <translation>Neu &amp;klassifizieren</translation>
    </message>
    <message>
        <source>C&amp;lose Model</source>
        <translation>Modell s&amp;chließen</translation>
    </message>
    <message>
        <source>Run &amp;What-If</source>
        <translation>&amp;Was-wäre-wenn ausführen</translation>
    </message>
    <message>
        <source>&amp;One Map</source>
        <translation>&amp;Eine Karte</translation>
    </message>
    <message>
        <source>S&amp;wipe</source>
        <translation>W&amp;ischvergleich</translation>
    </message>
    <message>
        <source>Side &amp;by Side</source>
        <translation>&amp;Nebeneinander</translation>
    </message>
    <message>
        <source>&amp;Flicker</source>
        <translation>&amp;Blinkvergleich</translation>
    </message>
    <message>
        <source>&amp;Disagreement</source>
        <translation>&amp;Unterschiede</translation>
    </message>
    <message>
        <source>&amp;Next Panel</source>
        <translation>&amp;Nächstes Bedienfeld</translation>
    </message>
    <message>
        <source>&amp;Reset Layout</source>
        <translation>&amp;Anordnung zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>&amp;Handbuch</translation>
    </message>
    <message>
        <source>&amp;What Is This?</source>
        <translation>&amp;Was ist das?</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;About Lacuna</source>
        <translation>&amp;Über Lacuna</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open Re&amp;cent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>Se&amp;nsors</source>
        <translation>Se&amp;nsoren</translation>
    </message>
    <message>
        <source>&amp;Samples</source>
        <translation>&amp;Stichproben</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>S&amp;tudy</source>
        <translation>S&amp;tudie</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Fenster</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Write Re&amp;port…</source>
        <translation>&amp;Bericht schreiben…</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ZonePanel</name>
    <message>
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>Draw a polygon on the map and value the sensors in it</source>
        <translation>Ein Polygon auf der Karte zeichnen und die Sensoren darin bewerten</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Draw a rectangle on the map and value the sensors in it</source>
        <translation>Ein Rechteck auf der Karte zeichnen und die Sensoren darin bewerten</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Datei…</translation>
    </message>
    <message>
        <source>Take the polygons of a GeoPackage, Shapefile or GeoJSON</source>
        <translation>Die Polygone eines GeoPackage, Shapefile oder GeoJSON übernehmen</translation>
    </message>
    <message>
        <source>Remove the chosen zone; of a file all of them</source>
        <translation>Die gewählte Zone entfernen; die einer Datei alle</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Save the zones with their values as GeoPackage or CSV</source>
        <translation>Die Zonen mit ihren Werten als GeoPackage oder CSV speichern</translation>
    </message>
    <message>
        <source>Save the bars as PNG, SVG or CSV</source>
        <translation>Die Balken als PNG, SVG oder CSV speichern</translation>
    </message>
    <message>
        <source>Zones with what each sensor is worth in them</source>
        <translation>Zonen mit dem Wert jedes Sensors darin</translation>
    </message>
    <message>
        <source>What each sensor adds in the chosen zone, in total and by class</source>
        <translation>Was jeder Sensor in der gewählten Zone beiträgt, insgesamt und je Klasse</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Find out what each sensor is worth in every zone</source>
        <translation>Ermitteln, was jeder Sensor in jeder Zone wert ist</translation>
    </message>
    <message>
        <source>Progress of the zones&apos; values</source>
        <translation>Fortschritt der Zonenwerte</translation>
    </message>
    <message>
        <source>Cancel valuing the zones</source>
        <translation>Bewertung der Zonen abbrechen</translation>
    </message>
    <message>
        <source>No zone was drawn</source>
        <translation>Es wurde keine Zone gezeichnet</translation>
    </message>
    <message>
        <source>Click around the zone; a double click or Enter closes it, Backspace takes a corner back, Escape gives up</source>
        <translation>Um die Zone klicken; ein Doppelklick oder die Eingabetaste schließt sie, die Rücktaste nimmt eine Ecke zurück, Esc bricht ab</translation>
    </message>
    <message>
        <source>Drag a rectangle over the zone; Escape gives up</source>
        <translation>Ein Rechteck über die Zone ziehen; Esc bricht ab</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Polygons to value the sensors in</source>
        <translation>Polygone, in denen die Sensoren bewertet werden</translation>
    </message>
    <message>
        <source>Polygons (*.gpkg *.shp *.geojson *.json);;All files (*)</source>
        <translation>Polygone (*.gpkg *.shp *.geojson *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save the zones with their values</source>
        <translation>Die Zonen mit ihren Werten speichern</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg);;Comma-separated values (*.csv)</source>
        <translation>GeoPackage (*.gpkg);;Kommagetrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>What each sensor is worth inside a polygon (a parcel, a survey area) stands here, once a scene is open.</source>
        <translation>Was jeder Sensor innerhalb eines Polygons (eines Schlags, eines Untersuchungsgebiets) wert ist, steht hier, sobald eine Szene offen ist.</translation>
    </message>
    <message>
        <source>Is a sensor worth it here? Draw a polygon on the map, or take those of a file.</source>
        <translation>Lohnt sich ein Sensor hier? Ein Polygon auf der Karte zeichnen oder die einer Datei übernehmen.</translation>
    </message>
    <message>
        <source>Draw a polygon</source>
        <translation>Polygon zeichnen</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Reference px</source>
        <translation>Referenz-px</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>OA %</source>
        <translation>OA %</translation>
    </message>
    <message>
        <source>Changes without %1, %</source>
        <translation>Wechsel ohne %1, %</translation>
    </message>
    <message>
        <source>Drawn; F2 or a double click renames it</source>
        <translation>Gezeichnet; F2 oder ein Doppelklick benennt sie um</translation>
    </message>
    <message>
        <source>What the sensor adds to the overall accuracy in the zone, in percentage points (Shapley)</source>
        <translation>Was der Sensor in der Zone zur Gesamtgenauigkeit beiträgt, in Prozentpunkten (Shapley)</translation>
    </message>
    <message>
        <source>So few reference pixels say little: the values may be chance</source>
        <translation>So wenige Referenzpixel sagen wenig: Die Werte können Zufall sein</translation>
    </message>
    <message>
        <source>Without %1, %2 % of the zone&apos;s pixels are of another class</source>
        <translation>Ohne %1 sind %2 % der Pixel der Zone von einer anderen Klasse</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>points of accuracy that the sensor adds</source>
        <translation>Punkte Genauigkeit, die der Sensor beiträgt</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <source>Every subset of the sensors is classified at the zones&apos; pixels.</source>
        <translation>Jede Teilmenge der Sensoren wird an den Pixeln der Zonen klassifiziert.</translation>
    </message>
    <message>
        <source>Open or train a model to value the sensors.</source>
        <translation>Ein Modell öffnen oder trainieren, um die Sensoren zu bewerten.</translation>
    </message>
    <message>
        <source>Value says what each sensor is worth in every zone.</source>
        <translation>„Bewerten“ sagt, was jeder Sensor in jeder Zone wert ist.</translation>
    </message>
    <message>
        <source>%1, in all subsets.</source>
        <translation>%1, in allen Teilmengen.</translation>
    </message>
    <message>
        <source>Without a reference only what changes is counted, at up to 400 pixels of each zone. Import one to see what a sensor is worth.</source>
        <translation>Ohne Referenz wird nur gezählt, was wechselt, an bis zu 400 Pixeln jeder Zone. Mit einer Referenz zeigt sich, was ein Sensor wert ist.</translation>
    </message>
    <message>
        <source>%1 holds no reference pixel: what a sensor is worth there can&apos;t be said.</source>
        <translation>%1 enthält kein Referenzpixel: Was ein Sensor dort wert ist, lässt sich nicht sagen.</translation>
    </message>
    <message>
        <source>%1: from %2 % (always “%3”) to %4 % with all sensors.</source>
        <translation>%1: von %2 % (immer „%3“) auf %4 % mit allen Sensoren.</translation>
    </message>
    <message>
        <source>* so few reference pixels that it may be chance.</source>
        <translation>* so wenige Referenzpixel, dass es Zufall sein kann.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ZoneStudy</name>
    <message>
        <source>Reading zones</source>
        <translation>Zonen werden gelesen</translation>
    </message>
    <message>
        <source>The zones of %1 are there already</source>
        <translation>Die Zonen von %1 sind schon da</translation>
    </message>
    <message>
        <source>add the zones of %1</source>
        <translation>Zonen von %1 hinzufügen</translation>
    </message>
    <message>
        <source>Zone %1</source>
        <translation>Zone %1</translation>
    </message>
    <message>
        <source>draw %1</source>
        <translation>%1 zeichnen</translation>
    </message>
    <message>
        <source>rename a zone to %1</source>
        <translation>Zone in %1 umbenennen</translation>
    </message>
    <message>
        <source>remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>remove the zones of %1</source>
        <translation>Zonen von %1 entfernen</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation>Angehalten: %1</translation>
    </message>
    <message>
        <source>Value of the sensors by zone (%L1)</source>
        <translation>Wert der Sensoren je Zone (%L1)</translation>
    </message>
    <message>
        <source>Zones valued: %L1 in %2 s</source>
        <translation>Bewertete Zonen: %L1 in %2 s</translation>
    </message>
</context>
</TS>
