<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Core</name>
    <message>
        <source>A learned prompt for every pattern of missing sensors, put before the tokens of the first blocks.</source>
        <translation>Un prompt aprendido para cada patrón de sensores perdidos, puesto ante los tokens de los primeros bloques.</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>Alinear</translation>
    </message>
    <message>
        <source>As MoE-adapt, but the router also knows which sensors are present.</source>
        <translation>Como MoE-adapt, pero el enrutador sabe también qué sensores están.</translation>
    </message>
    <message>
        <source>Augment</source>
        <translation>Aumentar</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>Disponibilidad</translation>
    </message>
    <message>
        <source>Averaging</source>
        <translation>Promedio</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>Red base</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Tamaño del lote</translation>
    </message>
    <message>
        <source>Block size</source>
        <translation>Tamaño del bloque</translation>
    </message>
    <message>
        <source>Blocks with a prompt, from the first on</source>
        <translation>Bloques con prompt, desde el primero</translation>
    </message>
    <message>
        <source>Blocks with correlated prompts, from the first on</source>
        <translation>Bloques con prompts correlacionados, desde el primero</translation>
    </message>
    <message>
        <source>Blocks with experts and dynamic experts in each: last-6x2, head-6x2, last-2x5, 6x2,7x2</source>
        <translation>Bloques con expertos y expertos dinámicos en cada uno: last-6x2, head-6x2, last-2x5, 6x2,7x2</translation>
    </message>
    <message>
        <source>Blocks with experts and experts in each: last-6x2, head-6x2, last-2x5, 6x2,7x2</source>
        <translation>Bloques con expertos y expertos en cada uno: last-6x2, head-6x2, last-2x5, 6x2,7x2</translation>
    </message>
    <message>
        <source>Bottleneck</source>
        <translation>Cuello de botella</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Brillo</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>Margen</translation>
    </message>
    <message>
        <source>Classify one pixel in stride × stride</source>
        <translation>Clasificar un píxel de cada paso × paso</translation>
    </message>
    <message>
        <source>Clip norm</source>
        <translation>Recorte de la norma</translation>
    </message>
    <message>
        <source>Common</source>
        <translation>Comunes</translation>
    </message>
    <message>
        <source>Correlated</source>
        <translation>Correlacionados</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Draw each sample&apos;s missing sensors anew every epoch instead of once</source>
        <translation>Sortear de nuevo en cada época los sensores que faltan a cada muestra, en vez de una vez</translation>
    </message>
    <message>
        <source>Dynamic</source>
        <translation>Dinámicos</translation>
    </message>
    <message>
        <source>Dynamic experts</source>
        <translation>Expertos dinámicos</translation>
    </message>
    <message>
        <source>Dynamic experts a token uses</source>
        <translation>Expertos dinámicos que usa un token</translation>
    </message>
    <message>
        <source>Dynamic experts in each adapted block; 0: as the placement says</source>
        <translation>Expertos dinámicos en cada bloque adaptado; 0: como dice la colocación</translation>
    </message>
    <message>
        <source>Edge of the patch around a pixel; a multiple of 3</source>
        <translation>Lado del recorte alrededor de un píxel; múltiplo de 3</translation>
    </message>
    <message>
        <source>Edge of the spatial blocks</source>
        <translation>Lado de los bloques espaciales</translation>
    </message>
    <message>
        <source>Edge of the tiles the scene is cut into; 0: chosen from the bands and the memory</source>
        <translation>Lado de las teselas en que se corta la escena; 0: según las bandas y la memoria</translation>
    </message>
    <message>
        <source>Encoders and head alone are trained: the measure of what experts add.</source>
        <translation>Solo se entrenan los codificadores y la cabeza: la medida de lo que aportan los expertos.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Épocas</translation>
    </message>
    <message>
        <source>Eta</source>
        <translation>Eta</translation>
    </message>
    <message>
        <source>Experts</source>
        <translation>Expertos</translation>
    </message>
    <message>
        <source>Experts a token uses; 0: all of the block</source>
        <translation>Expertos que usa un token; 0: todos los del bloque</translation>
    </message>
    <message>
        <source>Experts in each adapted block; 0: as the placement says</source>
        <translation>Expertos en cada bloque adaptado; 0: como dice la colocación</translation>
    </message>
    <message>
        <source>Fixes every random choice</source>
        <translation>Fija toda elección al azar</translation>
    </message>
    <message>
        <source>Flip and turn the patches, all sensors alike</source>
        <translation>Reflejar y girar los recortes, todos los sensores igual</translation>
    </message>
    <message>
        <source>Go on from an interrupted training of the same kind</source>
        <translation>Seguir un entrenamiento interrumpido del mismo tipo</translation>
    </message>
    <message>
        <source>Highest learning rate</source>
        <translation>Tasa de aprendizaje máxima</translation>
    </message>
    <message>
        <source>How many times narrower the networks between prompts are inside</source>
        <translation>Cuántas veces más estrechas son por dentro las redes entre prompts</translation>
    </message>
    <message>
        <source>How much each sensor&apos;s light varies from sample to sample: standard deviation of its logarithm</source>
        <translation>Cuánto varía la luz de cada sensor de muestra a muestra: desviación típica de su logaritmo</translation>
    </message>
    <message>
        <source>Instead: share of the samples that have each sensor, as in HS=1,SAR=0.75; each incomplete sample lacks one</source>
        <translation>En su lugar: parte de las muestras que tienen cada sensor, como HS=1,SAR=0.75; a cada incompleta le falta uno</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Tasa de aprendizaje</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Nivel</translation>
    </message>
    <message>
        <source>Longest gradient; 0 for any</source>
        <translation>Gradiente más largo; 0: cualquiera</translation>
    </message>
    <message>
        <source>Low-rank experts routed by token and by the sensors present, with shared and per-sensor ones.</source>
        <translation>Expertos de rango bajo elegidos por token y por los sensores presentes, con compartidos y por sensor.</translation>
    </message>
    <message>
        <source>Low-rank experts weighted by the token alone; the router does not know which sensors are missing.</source>
        <translation>Expertos de rango bajo ponderados solo por el token; el enrutador no sabe qué sensores faltan.</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Faltante</translation>
    </message>
    <message>
        <source>Missing rate: share of the samples shown without some sensor</source>
        <translation>Tasa de pérdida: parte de las muestras mostradas sin algún sensor</translation>
    </message>
    <message>
        <source>Mixing</source>
        <translation>Mezcla</translation>
    </message>
    <message>
        <source>Modality experts</source>
        <translation>Expertos por sensor</translation>
    </message>
    <message>
        <source>Number type of the matrix products; auto: bf16 where the processor multiplies in it</source>
        <translation>Tipo numérico de los productos de matrices; auto: bf16 donde el procesador multiplica en él</translation>
    </message>
    <message>
        <source>Passes over the training samples</source>
        <translation>Pasadas por las muestras de entrenamiento</translation>
    </message>
    <message>
        <source>Patch size</source>
        <translation>Tamaño del recorte</translation>
    </message>
    <message>
        <source>Pattern code</source>
        <translation>Código del patrón</translation>
    </message>
    <message>
        <source>Pixels of one forward pass; 0: chosen for the device</source>
        <translation>Píxeles de una pasada; 0: según el dispositivo</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>Colocación</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Precisión</translation>
    </message>
    <message>
        <source>Prompt blocks</source>
        <translation>Bloques con prompt</translation>
    </message>
    <message>
        <source>Prompt length</source>
        <translation>Longitud del prompt</translation>
    </message>
    <message>
        <source>Prompts before the sequence (input), or half of them before the keys and half before the values of the attention</source>
        <translation>Prompts ante la secuencia (input), o la mitad ante las claves y la mitad ante los valores de la atención</translation>
    </message>
    <message>
        <source>Prompts of each sensor, linked across sensors and blocks, with common and input-dependent ones.</source>
        <translation>Prompts de cada sensor, enlazados entre sensores y bloques, con comunes y dependientes de la entrada.</translation>
    </message>
    <message>
        <source>Pull of weights towards zero</source>
        <translation>Tirón de los pesos hacia cero</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rango</translation>
    </message>
    <message>
        <source>Rank of each expert</source>
        <translation>Rango de cada experto</translation>
    </message>
    <message>
        <source>Redraw patterns</source>
        <translation>Sortear los patrones de nuevo</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Router hidden</source>
        <translation>Capa oculta del enrutador</translation>
    </message>
    <message>
        <source>Samples of one step</source>
        <translation>Muestras de un paso</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semilla</translation>
    </message>
    <message>
        <source>Share of each class that trains when the labels are split</source>
        <translation>Parte de cada clase que entrena cuando se dividen las etiquetas</translation>
    </message>
    <message>
        <source>Share of the samples that are shown mixed with another sample of their class</source>
        <translation>Parte de las muestras que se muestran mezcladas con otra de su clase</translation>
    </message>
    <message>
        <source>Share of the steps over which the learning rate rises</source>
        <translation>Parte de los pasos en que sube la tasa de aprendizaje</translation>
    </message>
    <message>
        <source>Share of the steps, the last ones, over which the model is the mean of its weights; 0: the last weights</source>
        <translation>Parte de los pasos, los últimos, en que el modelo es la media de sus pesos; 0: los últimos pesos</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>Compartido</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>División</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Paso</translation>
    </message>
    <message>
        <source>Test samples closer than this to a training sample are dropped</source>
        <translation>Las muestras de prueba más cercanas que esto a una de entrenamiento se descartan</translation>
    </message>
    <message>
        <source>Test samples judged after each epoch, for the curve alone; 0: none</source>
        <translation>Muestras de prueba juzgadas tras cada época, solo para la curva; 0: ninguna</translation>
    </message>
    <message>
        <source>Tile size</source>
        <translation>Tamaño de la tesela</translation>
    </message>
    <message>
        <source>Tokens of each kind of prompt and sensor</source>
        <translation>Tokens de cada tipo de prompt y sensor</translation>
    </message>
    <message>
        <source>Tokens of each prompt; even for attention</source>
        <translation>Tokens de cada prompt; par para la atención</translation>
    </message>
    <message>
        <source>Top k</source>
        <translation>Mejores k</translation>
    </message>
    <message>
        <source>Train fraction</source>
        <translation>Parte de entrenamiento</translation>
    </message>
    <message>
        <source>Use a shared expert</source>
        <translation>Usar un experto compartido</translation>
    </message>
    <message>
        <source>Use correlated prompts</source>
        <translation>Usar prompts correlacionados</translation>
    </message>
    <message>
        <source>Use dynamic experts</source>
        <translation>Usar expertos dinámicos</translation>
    </message>
    <message>
        <source>Use dynamic prompts</source>
        <translation>Usar prompts dinámicos</translation>
    </message>
    <message>
        <source>Use one expert for each sensor</source>
        <translation>Usar un experto por sensor</translation>
    </message>
    <message>
        <source>Use prompts common to the sensors</source>
        <translation>Usar prompts comunes a los sensores</translation>
    </message>
    <message>
        <source>Warm up</source>
        <translation>Calentamiento</translation>
    </message>
    <message>
        <source>Warp rasters whose grid differs to the first one&apos;s (bilinear) instead of refusing them</source>
        <translation>Llevar los rásteres de malla distinta a la del primero (bilineal) en vez de rechazarlos</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>Observadas</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Decaimiento de los pesos</translation>
    </message>
    <message>
        <source>Which sensor is missing in those: any, or a sensor&apos;s name</source>
        <translation>Qué sensor falta en ellas: any (cualquiera) o el nombre de un sensor</translation>
    </message>
    <message>
        <source>Whole FFNs routed by the token; many more trained weights, slower on a processor.</source>
        <translation>FFN enteras elegidas por el token; muchos más pesos entrenados, más lento en un procesador.</translation>
    </message>
    <message>
        <source>Width of the router&apos;s code of which sensors are there</source>
        <translation>Anchura del código que dice al enrutador qué sensores están</translation>
    </message>
    <message>
        <source>Width of the router&apos;s code of which sensors are there; 0: it does not see them</source>
        <translation>Anchura del código que dice al enrutador qué sensores están; 0: no los ve</translation>
    </message>
    <message>
        <source>Width of the router&apos;s projection; 0: none</source>
        <translation>Anchura de la proyección del enrutador; 0: ninguna</translation>
    </message>
    <message>
        <source>auto, cpu, cuda or cuda:&lt;index&gt;</source>
        <translation>auto, cpu, cuda o cuda:&lt;número&gt;</translation>
    </message>
    <message>
        <source>blocks</source>
        <translation>bloques</translation>
    </message>
    <message>
        <source>compact, b16 (generated weights), none (encoders and head alone), or a backbone file that lacuna weights import made of CLIP</source>
        <translation>compact, b16 (pesos generados), none (solo codificadores y cabeza), o un archivo de red base que lacuna weights import hizo de CLIP</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>épocas</translation>
    </message>
    <message>
        <source>none: all labels train; blocks: spatial blocks with a buffer; random: flatters, patches overlap</source>
        <translation>none: entrenan todas las etiquetas; blocks: bloques espaciales con margen; random: halaga, los recortes se solapan</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>muestras</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>tokens</translation>
    </message>
</context>
<context>
    <name>DegradePopover</name>
    <message>
        <source>Noise</source>
        <translation>Ruido</translation>
    </message>
    <message>
        <source>Speckle</source>
        <translation>Moteado</translation>
    </message>
    <message>
        <source>Dropped bands</source>
        <translation>Bandas perdidas</translation>
    </message>
    <message>
        <source>Dead detectors</source>
        <translation>Detectores muertos</translation>
    </message>
    <message>
        <source>Shift right</source>
        <translation>Desplazamiento a la derecha</translation>
    </message>
    <message>
        <source>Shift down</source>
        <translation>Desplazamiento hacia abajo</translation>
    </message>
    <message>
        <source>Height offset</source>
        <translation>Desfase de altura</translation>
    </message>
    <message>
        <source>Scene with it</source>
        <translation>Parte afectada</translation>
    </message>
</context>
<context>
    <name>ExpertTables</name>
    <message>
        <source>block %1</source>
        <translation>bloque %1</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Bloque</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>Sensores</translation>
    </message>
</context>
<context>
    <name>FileChoosers</name>
    <message>
        <source>Rasters (*.tif *.tiff *.vrt *.hdr *.img *.dat *.bsq *.h5 *.nc);;All files (*)</source>
        <translation>Rásteres (*.tif *.tiff *.vrt *.hdr *.img *.dat *.bsq *.h5 *.nc);;Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Labels (*.tif *.tiff *.gpkg *.shp *.geojson *.json *.xml *.txt *.roi);;All files (*)</source>
        <translation>Etiquetas (*.tif *.tiff *.gpkg *.shp *.geojson *.json *.xml *.txt *.roi);;Todos los archivos (*)</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg);;Shapefile (*.shp);;GeoJSON (*.geojson);;ENVI regions (*.xml);;Label raster (*.tif)</source>
        <translation>GeoPackage (*.gpkg);;Shapefile (*.shp);;GeoJSON (*.geojson);;Regiones de ENVI (*.xml);;Ráster de etiquetas (*.tif)</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>Modelos (*.safetensors)</translation>
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
        <translation>E</translation>
    </message>
    <message>
        <source>W</source>
        <translation>O</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>%1 map units</source>
        <translation>%1 unidades del mapa</translation>
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
        <translation>%1 unidades del mapa²</translation>
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
        <translation>%1 · perímetro %2</translation>
    </message>
    <message>
        <source>N</source>
        <comment>north arrow</comment>
        <translation>N</translation>
    </message>
    <message>
        <source>switch to %1</source>
        <translation>cambiar a %1</translation>
    </message>
    <message>
        <source>show %1</source>
        <translation>mostrar %1</translation>
    </message>
    <message>
        <source>close %1</source>
        <translation>cerrar %1</translation>
    </message>
    <message>
        <source>remove %1</source>
        <translation>quitar %1</translation>
    </message>
    <message>
        <source>show %1 otherwise</source>
        <translation>mostrar %1 de otro modo</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::AccuracyPanel</name>
    <message>
        <source>McNemar&apos;s exact test, %1</source>
        <translation>Prueba exacta de McNemar, %1</translation>
    </message>
    <message>
        <source>McNemar&apos;s χ² = %1, %2</source>
        <translation>χ² de McNemar = %1, %2</translation>
    </message>
    <message>
        <source>Accuracy by class</source>
        <translation>Exactitud por clase</translation>
    </message>
    <message>
        <source>Areas by class, corrected by the reference</source>
        <translation>Superficies por clase, corregidas por la referencia</translation>
    </message>
    <message>
        <source>Confusion matrix, rows are the reference, columns the map</source>
        <translation>Matriz de confusión: las filas son la referencia, las columnas el mapa</translation>
    </message>
    <message>
        <source>Show errors on the map</source>
        <translation>Mostrar los errores en el mapa</translation>
    </message>
    <message>
        <source>Reference pixels by which of the two maps is right</source>
        <translation>Píxeles de referencia según cuál de los dos mapas acierta</translation>
    </message>
    <message>
        <source>McNemar&apos;s test</source>
        <translation>Prueba de McNemar</translation>
    </message>
    <message>
        <source>OA %</source>
        <translation>OA %</translation>
    </message>
    <message>
        <source>Overall accuracy: share of the reference pixels mapped right</source>
        <translation>Exactitud global (OA): parte de los píxeles de referencia bien cartografiados</translation>
    </message>
    <message>
        <source>AA %</source>
        <translation>AA %</translation>
    </message>
    <message>
        <source>Average accuracy: mean of the classes&apos; producer&apos;s accuracies</source>
        <translation>Exactitud media (AA): media de las exactitudes del productor de las clases</translation>
    </message>
    <message>
        <source>κ</source>
        <translation>κ</translation>
    </message>
    <message>
        <source>Kappa: agreement beyond chance</source>
        <translation>Kappa: acuerdo más allá del azar</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Por clase</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>Superficies</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>Confusión</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>Comparación</translation>
    </message>
    <message>
        <source>A layer with every reference pixel: right, or what was taken for what</source>
        <translation>Una capa con cada píxel de referencia: acierto, o qué se tomó por qué</translation>
    </message>
    <message>
        <source>Save tables…</source>
        <translation>Guardar las tablas…</translation>
    </message>
    <message>
        <source>Tables as CSV and Markdown and the confusion matrix as SVG, into a folder</source>
        <translation>Tablas en CSV y Markdown y la matriz de confusión en SVG, en una carpeta</translation>
    </message>
    <message>
        <source>Map: %1</source>
        <translation>Mapa: %1</translation>
    </message>
    <message>
        <source>How well the map agrees with a reference stands here, once there is a map.</source>
        <translation>Aquí se ve cómo concuerda el mapa con una referencia, cuando haya un mapa.</translation>
    </message>
    <message>
        <source>Open a model…</source>
        <translation>Abrir un modelo…</translation>
    </message>
    <message>
        <source>Compare the map with labels that were not used for training.</source>
        <translation>Compare el mapa con etiquetas que no se usaron para entrenar.</translation>
    </message>
    <message>
        <source>Import a reference…</source>
        <translation>Importar una referencia…</translation>
    </message>
    <message>
        <source>The accuracy comes when the map is finished.</source>
        <translation>La exactitud llega cuando el mapa está terminado.</translation>
    </message>
    <message>
        <source>OA 95 % interval %1 – %2 %, %L3 reference pixels</source>
        <translation>OA, intervalo del 95 % %1 – %2 %, %L3 píxeles de referencia</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Píxeles</translation>
    </message>
    <message>
        <source>Producer&apos;s</source>
        <translation>Productor</translation>
    </message>
    <message>
        <source>User&apos;s</source>
        <translation>Usuario</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>%1 %, 95 % interval %2 – %3 %</source>
        <translation>%1 %, intervalo del 95 % %2 – %3 %</translation>
    </message>
    <message>
        <source>in %</source>
        <translation>en %</translation>
    </message>
    <message>
        <source>ha</source>
        <translation>ha</translation>
    </message>
    <message>
        <source>Mapped %1</source>
        <translation>Mapa %1</translation>
    </message>
    <message>
        <source>Estimated %1</source>
        <translation>Estimada %1</translation>
    </message>
    <message>
        <source>± %1</source>
        <translation>± %1</translation>
    </message>
    <message>
        <source>Producer&apos;s %</source>
        <translation>Productor %</translation>
    </message>
    <message>
        <source>User&apos;s %</source>
        <translation>Usuario %</translation>
    </message>
    <message>
        <source>Weighted by the mapped area (Olofsson et al. 2014), OA %1 %; ± is half of a 95 % interval. Right where the reference is a random sample of the scene.</source>
        <translation>Ponderado por la superficie del mapa (Olofsson et al. 2014), OA %1 %; ± es la mitad de un intervalo del 95 %. Vale si la referencia es una muestra aleatoria de la escena.</translation>
    </message>
    <message>
        <source>%L1 cells are mapped as classes without a reference pixel and left out.</source>
        <translation>%L1 celdas son de clases sin píxeles de referencia y no se cuentan.</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>%L1 pixels of %2 are mapped as %3 (%4 %)</source>
        <translation>%L1 píxeles de %2 figuran como %3 (%4 %)</translation>
    </message>
    <message>
        <source>%1 and %2 agree on %3 % of the scene.</source>
        <translation>%1 y %2 coinciden en el %3 % de la escena.</translation>
    </message>
    <message>
        <source>a significant difference (%1).</source>
        <translation>una diferencia significativa (%1).</translation>
    </message>
    <message>
        <source>no significant difference (%1).</source>
        <translation>ninguna diferencia significativa (%1).</translation>
    </message>
    <message>
        <source>On %L1 pixels only the first is right, on %L2 only the second. The maps agree on %3 % of the scene.</source>
        <translation>En %L1 píxeles solo acierta el primero, en %L2 solo el segundo. Los mapas coinciden en el %3 % de la escena.</translation>
    </message>
    <message>
        <source>Their training samples differ: one may have been trained on pixels of this reference.</source>
        <translation>Sus muestras de entrenamiento difieren: uno puede haberse entrenado con píxeles de esta referencia.</translation>
    </message>
    <message>
        <source>Reference pixels</source>
        <translation>Píxeles de referencia</translation>
    </message>
    <message>
        <source>Share %</source>
        <translation>Parte %</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::Bookmarks</name>
    <message>
        <source>bookmark %1</source>
        <translation>marcador %1</translation>
    </message>
    <message>
        <source>remove bookmark %1</source>
        <translation>quitar el marcador %1</translation>
    </message>
    <message>
        <source>Place %1</source>
        <translation>Lugar %1</translation>
    </message>
    <message>
        <source>Add a bookmark</source>
        <translation>Añadir un marcador</translation>
    </message>
    <message>
        <source>A name for what the map shows now</source>
        <translation>Un nombre para lo que el mapa muestra ahora</translation>
    </message>
    <message>
        <source>&amp;Add Bookmark…</source>
        <translation>&amp;Añadir un marcador…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Quitar</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::CertaintyPanel</name>
    <message>
        <source>Call unsure pixels uncertain</source>
        <translation>Mostrar como inciertos los píxeles dudosos</translation>
    </message>
    <message>
        <source>Subsets of sensors with what is certain of their maps</source>
        <translation>Subconjuntos de sensores y lo que es cierto de sus mapas</translation>
    </message>
    <message>
        <source>Accuracy of the certain pixels against their share</source>
        <translation>Exactitud de los píxeles ciertos según su proporción</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Progress of the calibration</source>
        <translation>Progreso de la calibración</translation>
    </message>
    <message>
        <source>Cancel the calibration</source>
        <translation>Cancelar la calibración</translation>
    </message>
    <message>
        <source>What is asked of the certain pixels</source>
        <translation>Lo que se pide a los píxeles ciertos</translation>
    </message>
    <message>
        <source>Right at least</source>
        <translation>Acierto mínimo</translation>
    </message>
    <message>
        <source>Share of the map</source>
        <translation>Parte del mapa</translation>
    </message>
    <message>
        <source>Confidence at least</source>
        <translation>Confianza mínima</translation>
    </message>
    <message>
        <source>The certain pixels shall reach this accuracy</source>
        <translation>Los píxeles ciertos deben alcanzar esta exactitud</translation>
    </message>
    <message>
        <source>So much of each subset&apos;s pixels shall be certain, the surest of them</source>
        <translation>Esta parte de los píxeles de cada subconjunto debe ser cierta, los más seguros</translation>
    </message>
    <message>
        <source>The certain pixels shall have this calibrated confidence</source>
        <translation>Los píxeles ciertos deben tener esta confianza calibrada</translation>
    </message>
    <message>
        <source>What the certain pixels shall reach, in per cent</source>
        <translation>Lo que deben alcanzar los píxeles ciertos, en por ciento</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Save the curves as PNG, SVG or CSV</source>
        <translation>Guardar las curvas como PNG, SVG o CSV</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Guardado: %1</translation>
    </message>
    <message>
        <source>Which pixels of a map can be trusted stands here, once there is a model.</source>
        <translation>Aquí se ve de qué píxeles de un mapa fiarse en cuanto haya un modelo.</translation>
    </message>
    <message>
        <source>Open a model…</source>
        <translation>Abrir un modelo…</translation>
    </message>
    <message>
        <source>To say which pixels can be trusted, confidence is compared with a reference that the model was not trained on.</source>
        <translation>Para decir de qué píxeles fiarse, la confianza se compara con una referencia con la que el modelo no se entrenó.</translation>
    </message>
    <message>
        <source>Import a reference…</source>
        <translation>Importar una referencia…</translation>
    </message>
    <message>
        <source>The reference&apos;s pixels are classified with every subset of the sensors.</source>
        <translation>Los píxeles de la referencia se clasifican con cada subconjunto de los sensores.</translation>
    </message>
    <message>
        <source>Show pixels as uncertain where the map is not sure enough, for each subset of the sensors by itself.</source>
        <translation>Mostrar como inciertos los píxeles de los que el mapa no está bastante seguro, para cada subconjunto de los sensores por separado.</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Calibrar</translation>
    </message>
    <message>
        <source>Subset</source>
        <translation>Subconjunto</translation>
    </message>
    <message>
        <source>Below %</source>
        <translation>Bajo %</translation>
    </message>
    <message>
        <source>Uncertain %</source>
        <translation>Incierto %</translation>
    </message>
    <message>
        <source>Rest OA %</source>
        <translation>OA resto %</translation>
    </message>
    <message>
        <source>OA %</source>
        <translation>OA %</translation>
    </message>
    <message>
        <source>What is asked for is out of reach: every pixel is uncertain</source>
        <translation>Lo pedido no se puede alcanzar: todos los píxeles son inciertos</translation>
    </message>
    <message>
        <source>Confidence below which a pixel is uncertain</source>
        <translation>Confianza por debajo de la cual un píxel es incierto</translation>
    </message>
    <message>
        <source>Overall accuracy of the certain pixels, on reference pixels that nothing was fitted on</source>
        <translation>Exactitud global de los píxeles ciertos, en píxeles de referencia con los que no se ajustó nada</translation>
    </message>
    <message>
        <source>Fitted on %L1 reference pixels, judged on %L2 in other blocks.</source>
        <translation>Ajustado con %L1 píxeles de referencia, juzgado con %L2 de otros bloques.</translation>
    </message>
    <message>
        <source>%1, in all subsets.</source>
        <translation>%1, en todos los subconjuntos.</translation>
    </message>
    <message>
        <source>Every pixel of the map shows its class.</source>
        <translation>Cada píxel del mapa muestra su clase.</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 %&lt;/b&gt; of the map “%2” is uncertain</source>
        <translation>El &lt;b&gt;%1 %&lt;/b&gt; del mapa «%2» es incierto</translation>
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
        <translation>cambiar lo que es cierto</translation>
    </message>
    <message>
        <source>call unsure pixels uncertain</source>
        <translation>mostrar como inciertos los píxeles dudosos</translation>
    </message>
    <message>
        <source>show every pixel&apos;s class</source>
        <translation>mostrar la clase de cada píxel</translation>
    </message>
    <message>
        <source>Calibrating the confidence</source>
        <translation>Calibrando la confianza</translation>
    </message>
    <message>
        <source>Calibrated on %L1 reference pixels in %2 s</source>
        <translation>Calibrado con %L1 píxeles de referencia en %2 s</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation>Detenido: %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ClassMapLayer</name>
    <message>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Confianza</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Sensors used</source>
        <translation>Sensores usados</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message numerus="yes">
        <source>%1 × %2 cells, %n class(es)</source>
        <translation>
            <numerusform>%1 × %2 celdas, %n clase</numerusform>
            <numerusform>%1 × %2 celdas, %n clases</numerusform>
        </translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Incierto</translation>
    </message>
    <message>
        <source>nothing is certain with these sensors</source>
        <translation>con estos sensores nada es cierto</translation>
    </message>
    <message>
        <source>the confidence is below %1 %</source>
        <translation>la confianza está por debajo del %1 %</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ColorAdvice</name>
    <message>
        <source>readers with protanopia</source>
        <translation>lectores con protanopía</translation>
    </message>
    <message>
        <source>readers with deuteranopia</source>
        <translation>lectores con deuteranopía</translation>
    </message>
    <message>
        <source>readers with tritanopia</source>
        <translation>lectores con tritanopía</translation>
    </message>
    <message>
        <source>every reader</source>
        <translation>todos los lectores</translation>
    </message>
    <message>
        <source>Take safe colours</source>
        <translation>Tomar colores seguros</translation>
    </message>
    <message>
        <source>Give all classes colours that keep apart in normal vision, protanopia, deuteranopia and tritanopia</source>
        <translation>Dar a todas las clases colores que se distinguen con visión normal, protanopía, deuteranopía y tritanopía</translation>
    </message>
    <message>
        <source>%1 and %2 look alike to %3.</source>
        <translation>%1 y %2 parecen iguales a %3.</translation>
    </message>
    <message numerus="yes">
        <source>So do %n other pair(s).</source>
        <translation>
            <numerusform>También %n par más.</numerusform>
            <numerusform>También otros %n pares.</numerusform>
        </translation>
    </message>
    <message>
        <source>take colours for colour-blind readers</source>
        <translation>tomar colores para daltónicos</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::Comparison</name>
    <message>
        <source>Lose a sensor first (keys 1 to 8), or open a second model: its map is then compared with this one</source>
        <translation>Pierda antes un sensor (teclas 1 a 8) o abra un segundo modelo: su mapa se compara entonces con este</translation>
    </message>
    <message>
        <source>%1 is shown already: choose another subset to compare with</source>
        <translation>%1 ya se ve: elija otro subconjunto para comparar</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ConfusionPicture</name>
    <message>
        <source>Confusion matrix as a picture: rows are the reference, columns the map</source>
        <translation>Matriz de confusión como imagen: las filas son la referencia, las columnas el mapa</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>Copiar la imagen</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>Guardar la imagen…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Guardar la imagen</translation>
    </message>
    <message>
        <source>PNG (*.png);;SVG (*.svg)</source>
        <translation>PNG (*.png);;SVG (*.svg)</translation>
    </message>
    <message>
        <source>save picture: %1 cannot be written. Choose another folder.</source>
        <translation>guardar la imagen: no se puede escribir %1. Elija otra carpeta.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ContentHistory</name>
    <message>
        <source>change sensors</source>
        <translation>cambiar los sensores</translation>
    </message>
    <message>
        <source>open %1</source>
        <translation>abrir %1</translation>
    </message>
    <message>
        <source>remove samples</source>
        <translation>quitar las muestras</translation>
    </message>
    <message>
        <source>import %1</source>
        <translation>importar %1</translation>
    </message>
    <message>
        <source>remove reference</source>
        <translation>quitar la referencia</translation>
    </message>
    <message>
        <source>change models</source>
        <translation>cambiar los modelos</translation>
    </message>
    <message>
        <source>change of classification</source>
        <translation>cambiar la clasificación</translation>
    </message>
    <message>
        <source>change of training</source>
        <translation>cambiar el entrenamiento</translation>
    </message>
    <message>
        <source>guess the reference&apos;s column</source>
        <translation>adivinar la columna de la referencia</translation>
    </message>
    <message>
        <source>take classes from %1</source>
        <translation>tomar las clases de %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::CoordinateDisplay</name>
    <message>
        <source>Place under the pointer</source>
        <translation>Lugar bajo el puntero</translation>
    </message>
    <message>
        <source>Coordinate reference system</source>
        <translation>Sistema de referencia de coordenadas</translation>
    </message>
    <message>
        <source>Coordinates are shown in this system; click to choose another</source>
        <translation>Las coordenadas se dan en este sistema; pulse para elegir otro</translation>
    </message>
    <message>
        <source>EPSG code</source>
        <translation>Código EPSG</translation>
    </message>
    <message>
        <source>EPSG code, then Enter</source>
        <translation>Código EPSG, luego Intro</translation>
    </message>
    <message>
        <source>The scene&apos;s: %1</source>
        <translation>El de la escena: %1</translation>
    </message>
    <message>
        <source>The scene&apos;s</source>
        <translation>El de la escena</translation>
    </message>
    <message>
        <source>Longitude and latitude (WGS 84, %1)</source>
        <translation>Longitud y latitud (WGS 84, %1)</translation>
    </message>
    <message>
        <source>Rows and columns</source>
        <translation>Filas y columnas</translation>
    </message>
    <message>
        <source>row, column</source>
        <translation>fila, columna</translation>
    </message>
    <message>
        <source>no CRS</source>
        <translation>sin SRC</translation>
    </message>
    <message>
        <source>row %1, column %2</source>
        <translation>fila %1, columna %2</translation>
    </message>
    <message>
        <source>outside %1</source>
        <translation>fuera de %1</translation>
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
        <translation>E</translation>
    </message>
    <message>
        <source>W</source>
        <translation>O</translation>
    </message>
    <message>
        <source>E %1  N %2</source>
        <translation>E %1  N %2</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::CoverageFigure</name>
    <message>
        <source>certain, % of the pixels</source>
        <translation>ciertos, % de los píxeles</translation>
    </message>
    <message>
        <source>their accuracy, %</source>
        <translation>su exactitud, %</translation>
    </message>
    <message>
        <source>Subset</source>
        <translation>Subconjunto</translation>
    </message>
    <message>
        <source>Certain, %</source>
        <translation>Ciertos, %</translation>
    </message>
    <message>
        <source>Accuracy, %</source>
        <translation>Exactitud, %</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::DegradePopover</name>
    <message>
        <source>Reset all</source>
        <translation>Restablecer todo</translation>
    </message>
    <message>
        <source>Degrade %1</source>
        <translation>Degradar %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>%1 looks</source>
        <translation>%1 looks</translation>
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
        <translation>«%1»</translation>
    </message>
    <message>
        <source>Comparing two maps</source>
        <translation>Comparando dos mapas</translation>
    </message>
    <message>
        <source>Disagreement: %1 / %2</source>
        <translation>Desacuerdo: %1 / %2</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ErrorLayer</name>
    <message>
        <source>Looking where the map is wrong</source>
        <translation>Buscando dónde falla el mapa</translation>
    </message>
    <message>
        <source>Errors: %1</source>
        <translation>Errores: %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ExpertsPanel</name>
    <message>
        <source>Subset of sensors</source>
        <translation>Subconjunto de sensores</translation>
    </message>
    <message>
        <source>Subset that is subtracted</source>
        <translation>Subconjunto que se resta</translation>
    </message>
    <message>
        <source>Mapped class</source>
        <translation>Clase del mapa</translation>
    </message>
    <message>
        <source>What the numbers are</source>
        <translation>Qué son los números</translation>
    </message>
    <message>
        <source>Draw a region on the map</source>
        <translation>Dibujar una región en el mapa</translation>
    </message>
    <message>
        <source>Take the whole scene</source>
        <translation>Tomar toda la escena</translation>
    </message>
    <message>
        <source>Heatmap, strips and table</source>
        <translation>Mapa de calor, tiras y tabla</translation>
    </message>
    <message>
        <source>Experts by block</source>
        <translation>Expertos por bloque</translation>
    </message>
    <message>
        <source>Experts by subset of sensors</source>
        <translation>Expertos por subconjunto de sensores</translation>
    </message>
    <message>
        <source>Share of tokens and mean gate by block and expert</source>
        <translation>Parte de los tokens y compuerta media por bloque y experto</translation>
    </message>
    <message>
        <source>Part of the scene that a gate is mapped over</source>
        <translation>Parte de la escena en la que se cartografía una compuerta</translation>
    </message>
    <message>
        <source>Export gates…</source>
        <translation>Exportar compuertas…</translation>
    </message>
    <message>
        <source>Export the block&apos;s gates</source>
        <translation>Exportar las compuertas del bloque</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <source>Save picture or numbers</source>
        <translation>Guardar imagen o números</translation>
    </message>
    <message>
        <source>Click: its gate on the map</source>
        <translation>Clic: su compuerta en el mapa</translation>
    </message>
    <message>
        <source>Heatmap</source>
        <translation>Mapa de calor</translation>
    </message>
    <message>
        <source>Subsets</source>
        <translation>Subconjuntos</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabla</translation>
    </message>
    <message>
        <source>Share of tokens</source>
        <translation>Parte de los tokens</translation>
    </message>
    <message>
        <source>Mean gate</source>
        <translation>Compuerta media</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>Sensores</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Menos</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Región</translation>
    </message>
    <message>
        <source>Shows the difference: the upper subset less this one</source>
        <translation>Muestra la diferencia: el subconjunto de arriba menos este</translation>
    </message>
    <message>
        <source>Gates of what is visible</source>
        <translation>Compuertas de lo visible</translation>
    </message>
    <message>
        <source>Gates of the whole scene</source>
        <translation>Compuertas de toda la escena</translation>
    </message>
    <message>
        <source>A click on a cell of the heatmap lays the expert&apos;s gate over this part of the map</source>
        <translation>Un clic en una celda del mapa de calor pone la compuerta del experto sobre esta parte del mapa</translation>
    </message>
    <message>
        <source>Which experts of the model a map used stands here, once there is a map.</source>
        <translation>Aquí se ve qué expertos del modelo usó un mapa, cuando haya un mapa.</translation>
    </message>
    <message>
        <source>Open a model…</source>
        <translation>Abrir un modelo…</translation>
    </message>
    <message>
        <source>This model has no experts: its method uses none.</source>
        <translation>Este modelo no tiene expertos: su método no los usa.</translation>
    </message>
    <message>
        <source>The experts come with the first finished map.</source>
        <translation>Los expertos llegan con el primer mapa terminado.</translation>
    </message>
    <message>
        <source>GeoTIFF of the block whose gate is on the map, a band an expert</source>
        <translation>GeoTIFF del bloque cuya compuerta está en el mapa, una banda por experto</translation>
    </message>
    <message>
        <source>Click a cell of the heatmap first: its gate comes on the map</source>
        <translation>Pulse antes una celda del mapa de calor: su compuerta aparece en el mapa</translation>
    </message>
    <message>
        <source>the whole scene</source>
        <translation>toda la escena</translation>
    </message>
    <message>
        <source>rows %1–%2, columns %3–%4</source>
        <translation>filas %1–%2, columnas %3–%4</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>all classes</source>
        <translation>todas las clases</translation>
    </message>
    <message>
        <source>The region&apos;s experts are being recorded.</source>
        <translation>Se registran los expertos de la región.</translation>
    </message>
    <message>
        <source>No pixel was mapped as this class.</source>
        <translation>Ningún píxel figura en el mapa con esta clase.</translation>
    </message>
    <message>
        <source>Means over %L1 pixels. A sensor&apos;s expert is used by every token of a pixel where the sensor is there.</source>
        <translation>Medias de %L1 píxeles. Al experto de un sensor lo usan todos los tokens de un píxel donde el sensor está.</translation>
    </message>
    <message>
        <source>“%1” less “%2”. </source>
        <translation>«%1» menos «%2». </translation>
    </message>
    <message>
        <source>mean gate</source>
        <translation>compuerta media</translation>
    </message>
    <message>
        <source>share of tokens, %</source>
        <translation>parte de los tokens, %</translation>
    </message>
    <message>
        <source>difference of the mean gates</source>
        <translation>diferencia de las compuertas medias</translation>
    </message>
    <message>
        <source>difference, percentage points of tokens</source>
        <translation>diferencia, puntos porcentuales de los tokens</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Bloque</translation>
    </message>
    <message>
        <source>Expert</source>
        <translation>Experto</translation>
    </message>
    <message>
        <source>Tokens %</source>
        <translation>Tokens %</translation>
    </message>
    <message>
        <source>Δ tokens</source>
        <translation>Δ tokens</translation>
    </message>
    <message>
        <source>Δ gate</source>
        <translation>Δ compuerta</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ExportOptions</name>
    <message>
        <source>Also write:</source>
        <translation>Escribir también:</translation>
    </message>
    <message>
        <source>Polygons (.gpkg)</source>
        <translation>Polígonos (.gpkg)</translation>
    </message>
    <message>
        <source>The classes&apos; areas as a GeoPackage with hectares and colours</source>
        <translation>Las áreas de las clases como GeoPackage con hectáreas y colores</translation>
    </message>
    <message>
        <source>Style for map servers (.sld)</source>
        <translation>Estilo para servidores de mapas (.sld)</translation>
    </message>
    <message>
        <source>OGC Styled Layer Descriptor; the style for QGIS is always written</source>
        <translation>Styled Layer Descriptor del OGC; el estilo para QGIS se escribe siempre</translation>
    </message>
    <message>
        <source>Colour map (.clr)</source>
        <translation>Tabla de colores (.clr)</translation>
    </message>
    <message>
        <source>For Esri&apos;s programs</source>
        <translation>Para los programas de Esri</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Confianza</translation>
    </message>
    <message>
        <source>Largest probability of each cell, a GeoTIFF</source>
        <translation>La mayor probabilidad de cada celda, un GeoTIFF</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>Disponibilidad</translation>
    </message>
    <message>
        <source>Which sensors each cell had, a bit a sensor, a GeoTIFF</source>
        <translation>Qué sensores tenía cada celda, un bit por sensor, un GeoTIFF</translation>
    </message>
    <message>
        <source>As Cloud Optimized GeoTIFF</source>
        <translation>Como Cloud Optimized GeoTIFF</translation>
    </message>
    <message>
        <source>Overviews first, so that a web server can send parts of it</source>
        <translation>Las vistas generales primero, para que un servidor web pueda enviar partes</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::Figure</name>
    <message>
        <source>Copy the picture</source>
        <translation>Copiar la imagen</translation>
    </message>
    <message>
        <source>Copy the numbers</source>
        <translation>Copiar los números</translation>
    </message>
    <message>
        <source>Save picture or numbers…</source>
        <translation>Guardar imagen o números…</translation>
    </message>
    <message>
        <source>Save picture or numbers</source>
        <translation>Guardar imagen o números</translation>
    </message>
    <message>
        <source>Picture (*.png);;Drawing (*.svg);;Comma-separated values (*.csv)</source>
        <translation>Imagen (*.png);;Dibujo (*.svg);;Valores separados por comas (*.csv)</translation>
    </message>
    <message>
        <source>save figure: %1 ends with “%2”, expected png, svg or csv. Choose one of them.</source>
        <translation>guardar la figura: %1 termina en «%2», se espera png, svg o csv. Elija uno de ellos.</translation>
    </message>
    <message>
        <source>save figure: %1 cannot be written: %2. Choose another folder.</source>
        <translation>guardar la figura: no se puede escribir %1: %2. Elija otra carpeta.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::FigureTable</name>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Save the table…</source>
        <translation>Guardar la tabla…</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Guardar la tabla</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv);;Markdown (*.md)</source>
        <translation>Valores separados por comas (*.csv);;Markdown (*.md)</translation>
    </message>
    <message>
        <source>save table: %1 cannot be written: %2. Choose another folder.</source>
        <translation>guardar la tabla: no se puede escribir %1: %2. Elija otra carpeta.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::FirstSteps</name>
    <message>
        <source>The sample&apos;s model is being trained; its map follows by itself.</source>
        <translation>El modelo del ejemplo se está entrenando; su mapa sigue por sí solo.</translation>
    </message>
    <message>
        <source>Making a sample scene</source>
        <translation>Creando una escena de ejemplo</translation>
    </message>
    <message>
        <source>Open the rasters of a scene, one for each sensor</source>
        <translation>Abrir los rásteres de una escena, uno por sensor</translation>
    </message>
    <message>
        <source>Open the model to map with</source>
        <translation>Abrir el modelo con que se hace el mapa</translation>
    </message>
    <message>
        <source>The map is being made. Click a sensor above it, or press its number, to lose it.</source>
        <translation>El mapa se está haciendo. Pulse un sensor encima de él, o su número, para perderlo.</translation>
    </message>
    <message>
        <source>Add a class in the Samples panel, then draw areas of it on the map.</source>
        <translation>Añada una clase en el panel Muestras y dibuje después áreas de ella en el mapa.</translation>
    </message>
    <message>
        <source>Open the model to ask</source>
        <translation>Abrir el modelo al que se pregunta</translation>
    </message>
    <message>
        <source>With reference labels (Samples › Import Reference) the study also says what a loss costs in accuracy.</source>
        <translation>Con una referencia (Muestras › Importar referencia) el estudio dice también cuánta exactitud cuesta una pérdida.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::Flips</name>
    <message>
        <source>Opening the flip map</source>
        <translation>Abriendo el mapa de cambios</translation>
    </message>
    <message>
        <source>Flips: %1</source>
        <translation>Cambios: %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::GateMaps</name>
    <message>
        <source>Gates of block %1: %2</source>
        <translation>Compuertas del bloque %1: %2</translation>
    </message>
    <message>
        <source>Stopped: gates of block %1</source>
        <translation>Detenido: compuertas del bloque %1</translation>
    </message>
    <message>
        <source>Gate: block %1, %2 (%3)</source>
        <translation>Compuerta: bloque %1, %2 (%3)</translation>
    </message>
    <message>
        <source>Experts of the region</source>
        <translation>Expertos de la región</translation>
    </message>
    <message>
        <source>Stopped: experts of the region</source>
        <translation>Detenido: expertos de la región</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::GuideBrowser</name>
    <message>
        <source>Guide</source>
        <translation>Guía</translation>
    </message>
    <message>
        <source>Reading a picture</source>
        <translation>Leyendo una imagen</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::GuideWindow</name>
    <message>
        <source>Guide — Lacuna</source>
        <translation>Guía — Lacuna</translation>
    </message>
    <message>
        <source>Contents of the guide</source>
        <translation>Índice de la guía</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Adelante</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>Buscar en la guía</translation>
    </message>
    <message>
        <source>Search (Ctrl+F)</source>
        <translation>Buscar (Ctrl+F)</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>No se encuentra</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n lugar</numerusform>
            <numerusform>%n lugares</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lacuna::ui::HelpDesk</name>
    <message>
        <source>Begins a piece of work: with the sample, with your own rasters, or with a project.</source>
        <translation>Empieza un trabajo: con el ejemplo, con sus propios rásteres o con un proyecto.</translation>
    </message>
    <message>
        <source>The scene with its layers, as the Layers panel has them. The wheel zooms, Space or the middle button pans.</source>
        <translation>La escena con sus capas, como las tiene el panel Capas. La rueda amplía, la barra espaciadora o el botón central desplaza.</translation>
    </message>
    <message>
        <source>The sensors. A click, or the key shown, loses or restores one; a right click loses a part of it or degrades it.</source>
        <translation>Los sensores. Un clic, o la tecla indicada, pierde o restaura uno; un clic derecho pierde una parte o lo degrada.</translation>
    </message>
    <message>
        <source>What the map shows, the topmost layer first: maps, samples and sensors.</source>
        <translation>Lo que muestra el mapa, la capa superior primero: mapas, muestras y sensores.</translation>
    </message>
    <message>
        <source>The classes of the topmost visible map with their areas; a box hides a class.</source>
        <translation>Las clases del mapa visible superior con sus superficies; una casilla oculta una clase.</translation>
    </message>
    <message>
        <source>The classes to be told apart, and the areas that were drawn for each.</source>
        <translation>Las clases que se han de distinguir y las áreas dibujadas para cada una.</translation>
    </message>
    <message>
        <source>How the chosen sensor is shown: bands, colours, stretch.</source>
        <translation>Cómo se muestra el sensor elegido: bandas, colores, realce.</translation>
    </message>
    <message>
        <source>How well the shown map agrees with the reference, class by class.</source>
        <translation>Cómo concuerda el mapa mostrado con la referencia, clase por clase.</translation>
    </message>
    <message>
        <source>Which experts of the network are at work, block by block.</source>
        <translation>Qué expertos de la red trabajan, bloque por bloque.</translation>
    </message>
    <message>
        <source>The models that are open, and the form that trains another one.</source>
        <translation>Los modelos abiertos y el formulario que entrena otro.</translation>
    </message>
    <message>
        <source>What is known of a pixel: spectra, probabilities, gates.</source>
        <translation>Lo que se sabe de un píxel: espectros, probabilidades, compuertas.</translation>
    </message>
    <message>
        <source>What each subset of the sensors is worth, and what changes without one.</source>
        <translation>Lo que vale cada subconjunto de sensores y qué cambia sin uno.</translation>
    </message>
    <message>
        <source>What runs, waits and has ended, with parameters and command line.</source>
        <translation>Lo que corre, espera y ha terminado, con parámetros y línea de órdenes.</translation>
    </message>
    <message>
        <source>Files of the project that are not where they were.</source>
        <translation>Archivos del proyecto que no están donde estaban.</translation>
    </message>
    <message>
        <source>More in the guide</source>
        <translation>Más en la guía</translation>
    </message>
    <message>
        <source>What each sensor is worth inside polygons, in total and class by class.</source>
        <translation>Lo que vale cada sensor dentro de polígonos, en total y clase por clase.</translation>
    </message>
    <message>
        <source>Which pixels of the map can be trusted, for each subset of the sensors.</source>
        <translation>De qué píxeles del mapa fiarse, para cada subconjunto de los sensores.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::HistogramStrip</name>
    <message>
        <source>Histogram of %1</source>
        <translation>Histograma de %1</translation>
    </message>
    <message>
        <source>Drag the handles to choose which values of %1 are stretched from dark to bright</source>
        <translation>Arrastre los tiradores para elegir qué valores de %1 se extienden de oscuro a claro</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::Identification</name>
    <message>
        <source>Identifying</source>
        <translation>Identificando</translation>
    </message>
    <message>
        <source>Spectrum of %1</source>
        <translation>Espectro de %1</translation>
    </message>
    <message>
        <source>Identifying pinned pixels</source>
        <translation>Identificando los píxeles fijados</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::IdentifyPanel</name>
    <message>
        <source>row %1, column %2</source>
        <translation>fila %1, columna %2</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Fijar</translation>
    </message>
    <message>
        <source>Unpin all</source>
        <translation>Soltar todos</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <source>Probability of each class</source>
        <translation>Probabilidad de cada clase</translation>
    </message>
    <message>
        <source>Gates of the pixel by block and expert</source>
        <translation>Compuertas del píxel por bloque y experto</translation>
    </message>
    <message>
        <source>What the visible layers say</source>
        <translation>Lo que dicen las capas visibles</translation>
    </message>
    <message>
        <source>Click a pixel of the map with the Identify tool: its spectra, class probabilities and experts come here.</source>
        <translation>Pulse un píxel del mapa con la herramienta Identificar: aquí aparecen sus espectros, probabilidades y expertos.</translation>
    </message>
    <message>
        <source>Identify</source>
        <translation>Identificar</translation>
    </message>
    <message>
        <source>Click: its gate on the map</source>
        <translation>Clic: su compuerta en el mapa</translation>
    </message>
    <message>
        <source>Spectra</source>
        <translation>Espectros</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Clases</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>Compuertas</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Capas</translation>
    </message>
    <message>
        <source>Keeps this pixel&apos;s spectra, to compare others with</source>
        <translation>Conserva los espectros de este píxel para comparar otros</translation>
    </message>
    <message>
        <source>Class whose mean spectrum is shown</source>
        <translation>Clase cuyo espectro medio se muestra</translation>
    </message>
    <message>
        <source>Mean of the class&apos;s samples, with one standard deviation to each side</source>
        <translation>Media de las muestras de la clase, con una desviación típica a cada lado</translation>
    </message>
    <message>
        <source>Picture (PNG, SVG) or numbers (CSV)</source>
        <translation>Imagen (PNG, SVG) o números (CSV)</translation>
    </message>
    <message>
        <source>no class</source>
        <translation>ninguna clase</translation>
    </message>
    <message>
        <source>%1 ± sd</source>
        <translation>%1 ± s</translation>
    </message>
    <message>
        <source>Row %L1, column %L2</source>
        <translation>Fila %L1, columna %L2</translation>
    </message>
    <message>
        <source> · E %L1, N %L2</source>
        <translation> · E %L1, N %L2</translation>
    </message>
    <message>
        <source>&lt;span style=&quot;color:%1&quot;&gt;■&lt;/span&gt; %2, probability %3 %</source>
        <translation>&lt;span style=&quot;color:%1&quot;&gt;■&lt;/span&gt; %2, probabilidad %3 %</translation>
    </message>
    <message>
        <source>No model is open.</source>
        <translation>No hay ningún modelo abierto.</translation>
    </message>
    <message>
        <source>No data: no sensor that is on has a value here.</source>
        <translation>Sin datos: ningún sensor activo tiene aquí un valor.</translation>
    </message>
    <message>
        <source>◌ %1 no data</source>
        <translation>◌ %1 sin datos</translation>
    </message>
    <message>
        <source>● %1 used</source>
        <translation>● %1 usado</translation>
    </message>
    <message>
        <source>○ %1 switched off</source>
        <translation>○ %1 desactivado</translation>
    </message>
    <message>
        <source>%1, mean ± sd of %L2 samples</source>
        <translation>%1, media ± s de %L2 muestras</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Soltar</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Probability %</source>
        <translation>Probabilidad %</translation>
    </message>
    <message>
        <source>The gates of a model&apos;s experts stand here, once a model is open.</source>
        <translation>Aquí se ven las compuertas de los expertos de un modelo, cuando haya un modelo abierto.</translation>
    </message>
    <message>
        <source>No sensor that is on has data here.</source>
        <translation>Ningún sensor activo tiene datos aquí.</translation>
    </message>
    <message>
        <source>This model has no experts: its method uses none.</source>
        <translation>Este modelo no tiene expertos: su método no los usa.</translation>
    </message>
    <message>
        <source>mean gate over the pixel&apos;s tokens</source>
        <translation>compuerta media sobre los tokens del píxel</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Capa</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
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
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation>Cancelar el trabajo en curso</translation>
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
        <translation>quedan %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::JobsPanel</name>
    <message>
        <source>done</source>
        <translation>hecho</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>cancelado</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fallido</translation>
    </message>
    <message>
        <source>Jobs that run, wait and have ended</source>
        <translation>Trabajos que corren, esperan y han terminado</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Después</translation>
    </message>
    <message>
        <source>Copy command line</source>
        <translation>Copiar la línea de órdenes</translation>
    </message>
    <message>
        <source>Clear history</source>
        <translation>Borrar el historial</translation>
    </message>
    <message>
        <source>Classifying, training and studies are listed here while they run and afterwards,
with the command line that does the same.</source>
        <translation>Clasificación, entrenamiento y estudios figuran aquí mientras corren y después,
con la línea de órdenes que hace lo mismo.</translation>
    </message>
    <message>
        <source>Parameters and command line of the selected job</source>
        <translation>Parámetros y línea de órdenes del trabajo elegido</translation>
    </message>
    <message>
        <source>The job stops where it is and keeps what it has; those that wait for it wait on</source>
        <translation>El trabajo se detiene donde está y conserva lo que tiene; los que esperan por él siguen esperando</translation>
    </message>
    <message>
        <source>Let it run before the one above</source>
        <translation>Que corra antes que el de arriba</translation>
    </message>
    <message>
        <source>Let it run behind the one below</source>
        <translation>Que corra después del de abajo</translation>
    </message>
    <message>
        <source>Copy the command line that does the same as this job</source>
        <translation>Copiar la línea de órdenes que hace lo mismo que este trabajo</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Trabajo</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Velocidad</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pausa</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en curso</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>en espera</translation>
    </message>
    <message>
        <source>%L1 %2</source>
        <translation>%L1 %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>quedan %1</translation>
    </message>
    <message>
        <source>%1, ended %2</source>
        <translation>%1, terminó %2</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
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
        <translation>Asignar</translation>
    </message>
    <message>
        <source>Usual key</source>
        <translation>Tecla habitual</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Search the commands</source>
        <translation>Buscar en las órdenes</translation>
    </message>
    <message>
        <source>Search a command or a key</source>
        <translation>Buscar una orden o una tecla</translation>
    </message>
    <message>
        <source>Commands with their keys</source>
        <translation>Órdenes con sus teclas</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Orden</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tecla</translation>
    </message>
    <message>
        <source>New key of the chosen command</source>
        <translation>Tecla nueva de la orden elegida</translation>
    </message>
    <message>
        <source>All usual keys</source>
        <translation>Todas las habituales</translation>
    </message>
    <message>
        <source>Lose or restore a sensor</source>
        <translation>Perder o restaurar un sensor</translation>
    </message>
    <message>
        <source>Pan while held</source>
        <translation>Desplazar mientras se mantiene</translation>
    </message>
    <message>
        <source>Space, middle button</source>
        <translation>Espacio, botón central</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Ampliar y reducir</translation>
    </message>
    <message>
        <source>Wheel, + −</source>
        <translation>Rueda, + −</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Desplazar</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>Flechas</translation>
    </message>
    <message>
        <source>The other map of a flicker, while held</source>
        <translation>El otro mapa del parpadeo, mientras se mantiene</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>En el mapa</translation>
    </message>
    <message>
        <source>Choose a command to give it another key.</source>
        <translation>Elija una orden para darle otra tecla.</translation>
    </message>
    <message>
        <source>The numbers 1 to 8 are the sensors&apos;.</source>
        <translation>Los números 1 a 8 son de los sensores.</translation>
    </message>
    <message>
        <source>%1 is the key of %2, which would lose it.</source>
        <translation>%1 es la tecla de %2, que la perdería.</translation>
    </message>
    <message>
        <source>Press the new key of %1, then Set.</source>
        <translation>Pulse la tecla nueva de %1 y luego Asignar.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::LanguageMenu</name>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>The language is %1 from the next start on.</source>
        <translation>El idioma será %1 desde el próximo inicio.</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>Como el &amp;sistema</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::LayerModel</name>
    <message>
        <source>Maps</source>
        <translation>Mapas</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Muestras</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>Sensores</translation>
    </message>
    <message>
        <source>show %1</source>
        <translation>mostrar %1</translation>
    </message>
    <message>
        <source>hide %1</source>
        <translation>ocultar %1</translation>
    </message>
    <message>
        <source>rename %1</source>
        <translation>renombrar %1</translation>
    </message>
    <message>
        <source>opacity of %1</source>
        <translation>opacidad de %1</translation>
    </message>
    <message>
        <source>move %1</source>
        <translation>mover %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::LayerPanel</name>
    <message>
        <source>Layers</source>
        <translation>Capas</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Opacidad</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>opacity of %1</source>
        <translation>opacidad de %1</translation>
    </message>
    <message>
        <source>Zoom to layer</source>
        <translation>Ampliar a la capa</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Propiedades</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renombrar</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Comparar con</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::LegendPanel</name>
    <message>
        <source>The classes of the topmost visible map are listed here.</source>
        <translation>Aquí figuran las clases del mapa visible superior.</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Leyenda</translation>
    </message>
    <message>
        <source>show %1</source>
        <translation>mostrar %1</translation>
    </message>
    <message>
        <source>hide %1</source>
        <translation>ocultar %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>ha</source>
        <translation>ha</translation>
    </message>
    <message>
        <source>cells</source>
        <translation>celdas</translation>
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
        <translation>Cerrar esta vista</translation>
    </message>
    <message>
        <source>Layer of view %1</source>
        <translation>Capa de la vista %1</translation>
    </message>
    <message>
        <source>Close view %1</source>
        <translation>Cerrar la vista %1</translation>
    </message>
    <message>
        <source>Map, view %1</source>
        <translation>Mapa, vista %1</translation>
    </message>
    <message>
        <source>Layers as switched on</source>
        <translation>Capas como están activadas</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::LossTools</name>
    <message>
        <source>No part was lost</source>
        <translation>No se perdió ninguna parte</translation>
    </message>
    <message>
        <source>Lose %1</source>
        <translation>Perder %1</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>Restaurar %1</translation>
    </message>
    <message>
        <source>Restore the Lost Part</source>
        <translation>Restaurar la parte perdida</translation>
    </message>
    <message>
        <source>Degrade…</source>
        <translation>Degradar…</translation>
    </message>
    <message>
        <source>End the Degradation</source>
        <translation>Terminar la degradación</translation>
    </message>
    <message>
        <source>Make %1 Whole Again</source>
        <translation>Dejar %1 entero de nuevo</translation>
    </message>
    <message>
        <source>Lose a Part: Draw It</source>
        <translation>Perder una parte: dibujarla</translation>
    </message>
    <message>
        <source>Lose a Part: From a File…</source>
        <translation>Perder una parte: de un archivo…</translation>
    </message>
    <message>
        <source>Lose a Part: Under Clouds</source>
        <translation>Perder una parte: bajo nubes</translation>
    </message>
    <message>
        <source>Lose a Part: In Strips</source>
        <translation>Perder una parte: en franjas</translation>
    </message>
    <message>
        <source>%1 % of the Scene</source>
        <translation>%1 % de la escena</translation>
    </message>
    <message>
        <source>lose a part of %1</source>
        <translation>perder una parte de %1</translation>
    </message>
    <message>
        <source>Click around the part that %1 loses; a double click or Enter closes it, Escape gives up</source>
        <translation>Pulse alrededor de la parte que pierde %1; doble clic o Intro la cierra, Escape abandona</translation>
    </message>
    <message>
        <source>Where %1 is lost</source>
        <translation>Dónde se ha perdido %1</translation>
    </message>
    <message>
        <source>Polygons and masks (*.gpkg *.shp *.geojson *.json *.tif *.tiff *.vrt);;All files (*)</source>
        <translation>Polígonos y máscaras (*.gpkg *.shp *.geojson *.json *.tif *.tiff *.vrt);;Todos los archivos (*)</translation>
    </message>
    <message>
        <source>degrade %1</source>
        <translation>degradar %1</translation>
    </message>
    <message>
        <source>restore a part of %1</source>
        <translation>restaurar una parte de %1</translation>
    </message>
    <message>
        <source>make %1 whole again</source>
        <translation>dejar %1 entero de nuevo</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::MainWindow</name>
    <message>
        <source>%1 in the guide</source>
        <translation>%1 en la guía</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>Cerrar %1</translation>
    </message>
    <message>
        <source>Close; the Window menu brings it back</source>
        <translation>Cerrar; el menú Ventana lo devuelve</translation>
    </message>
    <message>
        <source>Lacuna</source>
        <translation>Lacuna</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Mapa</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Capas</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Leyenda</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Muestras</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Propiedades</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exactitud</translation>
    </message>
    <message>
        <source>Experts</source>
        <translation>Expertos</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Identify</source>
        <translation>Identificar</translation>
    </message>
    <message>
        <source>What-if</source>
        <translation>¿Y si…?</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Trabajos</translation>
    </message>
    <message>
        <source>Missing files</source>
        <translation>Archivos que faltan</translation>
    </message>
    <message>
        <source>Align to the first sensor</source>
        <translation>Alinear con el primer sensor</translation>
    </message>
    <message>
        <source>%1[*] — Lacuna</source>
        <translation>%1[*] — Lacuna</translation>
    </message>
    <message>
        <source>Add another sensor of the scene</source>
        <translation>Añadir otro sensor de la escena</translation>
    </message>
    <message>
        <source>Import training samples</source>
        <translation>Importar muestras de entrenamiento</translation>
    </message>
    <message>
        <source>Import reference labels</source>
        <translation>Importar etiquetas de referencia</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>Abrir un modelo</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>&amp;Deshacer: %1</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>&amp;Rehacer: %1</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Se guardó %1</translation>
    </message>
    <message>
        <source>Save the accuracy&apos;s tables into a folder</source>
        <translation>Guardar las tablas de exactitud en una carpeta</translation>
    </message>
    <message>
        <source>Saving the accuracy&apos;s tables</source>
        <translation>Guardando las tablas de exactitud</translation>
    </message>
    <message>
        <source>Save the study&apos;s tables into a folder</source>
        <translation>Guardar las tablas del estudio en una carpeta</translation>
    </message>
    <message>
        <source>Export the map: %1</source>
        <translation>Exportar el mapa: %1</translation>
    </message>
    <message>
        <source>GeoTIFF (*.tif *.tiff)</source>
        <translation>GeoTIFF (*.tif *.tiff)</translation>
    </message>
    <message>
        <source>Save a picture of the window</source>
        <translation>Guardar una imagen de la ventana</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>save screenshot: %1 cannot be written: %2. Choose another folder.</source>
        <translation>guardar la captura: no se puede escribir %1: %2. Elija otra carpeta.</translation>
    </message>
    <message>
        <source>About Lacuna</source>
        <translation>Acerca de Lacuna</translation>
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
        <translation>Mapas de cobertura del suelo de varios sensores, y lo que cada uno sería sin uno de ellos.

Métodos: %1
Dispositivo: %2

Apache-2.0</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>aún no se sabe</translation>
    </message>
    <message>
        <source>Export the gates of the block</source>
        <translation>Exportar las compuertas del bloque</translation>
    </message>
    <message>
        <source>Draw a rectangle on the map; Escape gives it up</source>
        <translation>Dibuje un rectángulo en el mapa; Escape abandona</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonas</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>Certeza</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::MapCanvas</name>
    <message>
        <source>Map</source>
        <translation>Mapa</translation>
    </message>
    <message>
        <source>layers as shown</source>
        <translation>capas como se muestran</translation>
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
        <translation>Mensaje</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>Cerrar el mensaje</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::MissingPanel</name>
    <message>
        <source>Files that are missing</source>
        <translation>Archivos que faltan</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Buscar…</translation>
    </message>
    <message>
        <source>Do without</source>
        <translation>Seguir sin ellos</translation>
    </message>
    <message>
        <source>Say where the selected file lies now; others that moved with it are found by themselves</source>
        <translation>Diga dónde está ahora el archivo elegido; los que se movieron con él se encuentran solos</translation>
    </message>
    <message>
        <source>Take the missing files out of the project</source>
        <translation>Quitar del proyecto los archivos que faltan</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of the project were not found. The rest is open.</source>
        <translation>
            <numerusform>No se encontró %n archivo del proyecto. Lo demás está abierto.</numerusform>
            <numerusform>No se encontraron %n archivos del proyecto. Lo demás está abierto.</numerusform>
        </translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Folder where it was</source>
        <translation>Carpeta donde estaba</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>¿Dónde está ahora %1?</translation>
    </message>
    <message>
        <source>%1 (%1);;All files (*)</source>
        <translation>%1 (%1);;Todos los archivos (*)</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ModelList</name>
    <message>
        <source>Open models with their accuracy</source>
        <translation>Modelos abiertos con su exactitud</translation>
    </message>
    <message>
        <source>Model to compare with</source>
        <translation>Modelo con que se compara</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Comparar con</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
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
Un clic muestra su mapa, Mayús+clic compara con él</translation>
    </message>
    <message>
        <source>Overall accuracy of the map with the sensors that are on; of maps made so far</source>
        <translation>Exactitud global del mapa con los sensores activos, de los mapas ya hechos</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>Cerrar %1</translation>
    </message>
    <message>
        <source>Close the model</source>
        <translation>Cerrar el modelo</translation>
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
        <translation>Restablecer %1</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>Volver a %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ProjectKeeper</name>
    <message>
        <source>Projects (*.lacuna)</source>
        <translation>Proyectos (*.lacuna)</translation>
    </message>
    <message>
        <source>an unknown time</source>
        <translation>un momento desconocido</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Cambios sin guardar</translation>
    </message>
    <message>
        <source>Save the changes to %1?</source>
        <translation>¿Guardar los cambios de %1?</translation>
    </message>
    <message>
        <source>this project</source>
        <translation>este proyecto</translation>
    </message>
    <message>
        <source>Without saving they are lost. Maps, models and samples that were written to files stay.</source>
        <translation>Si no se guardan, se pierden. Los mapas, modelos y muestras escritos en archivos se conservan.</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Abrir un proyecto</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>Abriendo %1</translation>
    </message>
    <message>
        <source>Save the project as</source>
        <translation>Guardar el proyecto como</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>Guardando %1</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Se guardó %1</translation>
    </message>
    <message>
        <source>&amp;%1  %2</source>
        <translation>&amp;%1  %2</translation>
    </message>
    <message>
        <source>No project yet</source>
        <translation>Ningún proyecto aún</translation>
    </message>
    <message>
        <source>Looking for unsaved work</source>
        <translation>Buscando trabajo sin guardar</translation>
    </message>
    <message>
        <source>Keeping a copy</source>
        <translation>Guardando una copia</translation>
    </message>
    <message>
        <source>a project that was never saved</source>
        <translation>un proyecto nunca guardado</translation>
    </message>
    <message>
        <source>Lacuna ended before everything was saved. It kept a copy of %1, written on %2.</source>
        <translation>Lacuna terminó antes de que todo estuviera guardado. Conservó una copia de %1, escrita el %2.</translation>
    </message>
    <message>
        <source>A training was under way.</source>
        <translation>Había un entrenamiento en curso.</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Recuperar</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>The training of %1 was interrupted. It goes on behind the last epoch that was finished.</source>
        <translation>El entrenamiento de %1 se interrumpió. Sigue tras la última época terminada.</translation>
    </message>
    <message>
        <source>The training of %1 was interrupted before its first epoch was finished. It begins anew.</source>
        <translation>El entrenamiento de %1 se interrumpió antes de terminar su primera época. Empieza de nuevo.</translation>
    </message>
    <message>
        <source>Resume training</source>
        <translation>Reanudar el entrenamiento</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ProofSection</name>
    <message>
        <source>In view only</source>
        <translation>Solo lo visible</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Proof: lost means without influence</source>
        <translation>Prueba: perdido significa sin influencia</translation>
    </message>
    <message>
        <source>The map is made twice without the sensor: with its raster, and with random numbers in its place.</source>
        <translation>El mapa se hace dos veces sin el sensor: con su ráster y con números aleatorios en su lugar.</translation>
    </message>
    <message>
        <source>Prove it for what is in view only</source>
        <translation>Probarlo solo para lo visible</translation>
    </message>
    <message>
        <source>Otherwise for the whole scene, which takes as long as two maps</source>
        <translation>Si no, para toda la escena, lo que tarda como dos mapas</translation>
    </message>
    <message>
        <source>Progress of the proof</source>
        <translation>Progreso de la prueba</translation>
    </message>
    <message>
        <source>Cancel the proof</source>
        <translation>Cancelar la prueba</translation>
    </message>
    <message>
        <source>Copy the proof as text</source>
        <translation>Copiar la prueba como texto</translation>
    </message>
    <message>
        <source>Copy the result with both SHA-256 sums</source>
        <translation>Copiar el resultado con las dos sumas SHA-256</translation>
    </message>
    <message>
        <source>Without %1</source>
        <translation>Sin %1</translation>
    </message>
    <message>
        <source>Prove that %1 has no influence when it is lost</source>
        <translation>Probar que %1 no influye cuando se ha perdido</translation>
    </message>
    <message>
        <source>Lose a sensor: here its raster is then replaced by random numbers, and the map compared bit by bit.</source>
        <translation>Pierda un sensor: aquí su ráster se sustituye por números aleatorios y el mapa se compara bit a bit.</translation>
    </message>
    <message>
        <source>Proof without %1</source>
        <translation>Prueba sin %1</translation>
    </message>
    <message>
        <source>✓ Without %1: %L2 pixels compared, 0 differ when its raster is replaced by random numbers.</source>
        <translation>✓ Sin %1: %L2 píxeles comparados, 0 difieren cuando su ráster se sustituye por números aleatorios.</translation>
    </message>
    <message>
        <source>✗ Without %1: %L2 of %L3 pixels differ when its raster is replaced by random numbers; the first is column %4, row %5.</source>
        <translation>✗ Sin %1: %L2 de %L3 píxeles difieren cuando su ráster se sustituye por números aleatorios; el primero es columna %4, fila %5.</translation>
    </message>
    <message>
        <source>SHA-256 of both maps: %1</source>
        <translation>SHA-256 de ambos mapas: %1</translation>
    </message>
    <message>
        <source>SHA-256: %1 and %2</source>
        <translation>SHA-256: %1 y %2</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ReferenceColumn</name>
    <message>
        <source>Reference&apos;s &amp;Class Column…</source>
        <translation>&amp;Columna de clases de la referencia…</translation>
    </message>
    <message>
        <source>Reading the reference&apos;s columns</source>
        <translation>Leyendo las columnas de la referencia</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ReportDialog</name>
    <message>
        <source>Scene and sensors</source>
        <translation>Escena y sensores</translation>
    </message>
    <message>
        <source>Samples and split</source>
        <translation>Muestras y división</translation>
    </message>
    <message>
        <source>Map and areas</source>
        <translation>Mapa y superficies</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exactitud</translation>
    </message>
    <message>
        <source>What-if study</source>
        <translation>Estudio ¿Y si…?</translation>
    </message>
    <message>
        <source>Experts</source>
        <translation>Expertos</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parámetros</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>Procedencia</translation>
    </message>
    <message>
        <source>Write the Report</source>
        <translation>Escribir el informe</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>What it holds</source>
        <translation>Qué contiene</translation>
    </message>
    <message>
        <source>Where it goes</source>
        <translation>Dónde se escribe</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>A paragraph below the summary</source>
        <translation>Un párrafo bajo el resumen</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>Proof for each sensor</source>
        <translation>Prueba para cada sensor</translation>
    </message>
    <message>
        <source>The map without a sensor is made twice, with random numbers in the place of its raster the second time</source>
        <translation>El mapa sin un sensor se hace dos veces, la segunda con números aleatorios en lugar de su ráster</translation>
    </message>
    <message>
        <source>File of the report</source>
        <translation>Archivo del informe</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Examinar…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
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
        <translation>Abrirlo cuando esté escrito</translation>
    </message>
    <message>
        <source>As</source>
        <translation>Como</translation>
    </message>
    <message>
        <source>Size of the map&apos;s picture</source>
        <translation>Tamaño de la imagen del mapa</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Pixels of the map&apos;s picture on its longer side</source>
        <translation>Píxeles de la imagen del mapa en su lado mayor</translation>
    </message>
    <message>
        <source>Map picture</source>
        <translation>Imagen del mapa</translation>
    </message>
    <message>
        <source>Write the report as</source>
        <translation>Escribir el informe como</translation>
    </message>
    <message>
        <source>Reports (*.html *.pdf)</source>
        <translation>Informes (*.html *.pdf)</translation>
    </message>
    <message>
        <source>There is no model or no scene: open both.</source>
        <translation>Falta un modelo o una escena: abra ambos.</translation>
    </message>
    <message>
        <source>Choose at least one part.</source>
        <translation>Elija al menos una parte.</translation>
    </message>
    <message>
        <source>Choose HTML, PDF or both.</source>
        <translation>Elija HTML, PDF o ambos.</translation>
    </message>
    <message>
        <source>Name a file.</source>
        <translation>Indique un archivo.</translation>
    </message>
    <message>
        <source>Give it a title.</source>
        <translation>Póngale un título.</translation>
    </message>
    <message>
        <source>The what-if study was run already; the report uses it.</source>
        <translation>El estudio ¿Y si…? ya se hizo; el informe lo usa.</translation>
    </message>
    <message>
        <source>The complete map is made; what is kept of it is not made again.</source>
        <translation>Se hace el mapa completo; lo que de él se conserva no se vuelve a hacer.</translation>
    </message>
    <message>
        <source>The proof takes two maps for each sensor.</source>
        <translation>La prueba necesita dos mapas por sensor.</translation>
    </message>
    <message>
        <source>Without reference labels it says nothing of accuracy.</source>
        <translation>Sin referencia no dice nada de la exactitud.</translation>
    </message>
    <message>
        <source>The report was cancelled; nothing was written</source>
        <translation>El informe se canceló; no se escribió nada</translation>
    </message>
    <message numerus="yes">
        <source>The what-if study is run first: %n map(s).</source>
        <translation>
            <numerusform>El estudio ¿Y si…? se hace primero: %n mapa.</numerusform>
            <numerusform>El estudio ¿Y si…? se hace primero: %n mapas.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SampleDocument</name>
    <message>
        <source>Training</source>
        <translation>Entrenamiento</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prueba</translation>
    </message>
    <message>
        <source>import %1</source>
        <translation>importar %1</translation>
    </message>
    <message>
        <source>Class 1</source>
        <translation>Clase 1</translation>
    </message>
    <message numerus="yes">
        <source>delete %n area(s)</source>
        <translation>
            <numerusform>borrar %n área</numerusform>
            <numerusform>borrar %n áreas</numerusform>
        </translation>
    </message>
    <message>
        <source>make them %1</source>
        <translation>convertirlas en %1</translation>
    </message>
    <message>
        <source>separate the parts</source>
        <translation>separar las partes</translation>
    </message>
    <message>
        <source>Labelling pixels</source>
        <translation>Etiquetando píxeles</translation>
    </message>
    <message>
        <source>Counting the sensors of the samples</source>
        <translation>Contando los sensores de las muestras</translation>
    </message>
    <message>
        <source>Samples: not saved</source>
        <translation>Muestras: sin guardar</translation>
    </message>
    <message>
        <source>Samples: %1, edited</source>
        <translation>Muestras: %1, editadas</translation>
    </message>
    <message>
        <source>Samples: %1</source>
        <translation>Muestras: %1</translation>
    </message>
    <message>
        <source>Split by blocks of %1 px</source>
        <translation>División por bloques de %1 px</translation>
    </message>
    <message>
        <source>Split at random</source>
        <translation>División al azar</translation>
    </message>
    <message>
        <source>mark a point</source>
        <translation>marcar un punto</translation>
    </message>
    <message>
        <source>A polygon needs three corners</source>
        <translation>Un polígono necesita tres vértices</translation>
    </message>
    <message>
        <source>The polygon covers the centre of no pixel; zoom in or draw it larger</source>
        <translation>El polígono no cubre el centro de ningún píxel; amplíe o dibújelo mayor</translation>
    </message>
    <message>
        <source>draw a polygon</source>
        <translation>dibujar un polígono</translation>
    </message>
    <message>
        <source>paint a stroke</source>
        <translation>pintar un trazo</translation>
    </message>
    <message>
        <source>erase</source>
        <translation>borrar</translation>
    </message>
    <message numerus="yes">
        <source>move %n area(s)</source>
        <translation>
            <numerusform>mover %n área</numerusform>
            <numerusform>mover %n áreas</numerusform>
        </translation>
    </message>
    <message>
        <source>The line crosses no area from border to border</source>
        <translation>La línea no cruza ningún área de borde a borde</translation>
    </message>
    <message>
        <source>split</source>
        <translation>dividir</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SampleLayer</name>
    <message>
        <source>Sample</source>
        <translation>Muestra</translation>
    </message>
    <message numerus="yes">
        <source>%n labelled pixel(s)</source>
        <translation>
            <numerusform>%n píxel etiquetado</numerusform>
            <numerusform>%n píxeles etiquetados</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SampleTools</name>
    <message>
        <source>Growing a region</source>
        <translation>Creciendo una región</translation>
    </message>
    <message>
        <source>Stopped: growing a region</source>
        <translation>Detenido: crecer una región</translation>
    </message>
    <message>
        <source>grow a region</source>
        <translation>hacer crecer una región</translation>
    </message>
    <message>
        <source>Region of %L1 pixels; it reached the limit and would go on</source>
        <translation>Región de %L1 píxeles; alcanzó el límite y seguiría</translation>
    </message>
    <message>
        <source>Region of %L1 pixels</source>
        <translation>Región de %L1 píxeles</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SampleWork</name>
    <message>
        <source>Save the samples as</source>
        <translation>Guardar las muestras como</translation>
    </message>
    <message>
        <source>Class column</source>
        <translation>Columna de la clase</translation>
    </message>
    <message>
        <source>Which column of %1 says the class?</source>
        <translation>¿Qué columna de %1 dice la clase?</translation>
    </message>
    <message>
        <source>Samples not saved</source>
        <translation>Muestras sin guardar</translation>
    </message>
    <message>
        <source>The samples and the project have changes that are not saved.</source>
        <translation>Las muestras y el proyecto tienen cambios sin guardar.</translation>
    </message>
    <message>
        <source>The samples have changes that are not saved.</source>
        <translation>Las muestras tienen cambios sin guardar.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SamplesPanel</name>
    <message>
        <source>Classes with their pixels</source>
        <translation>Clases con sus píxeles</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>Añadir una clase</translation>
    </message>
    <message>
        <source>Delete the class with its areas</source>
        <translation>Borrar la clase con sus áreas</translation>
    </message>
    <message>
        <source>Choose the colour of the class</source>
        <translation>Elegir el color de la clase</translation>
    </message>
    <message>
        <source>Put the class below another</source>
        <translation>Poner la clase debajo de otra</translation>
    </message>
    <message>
        <source>Give the selected areas this class</source>
        <translation>Dar esta clase a las áreas seleccionadas</translation>
    </message>
    <message>
        <source>Choose a tool above the map to mark samples of the selected class.</source>
        <translation>Elija una herramienta encima del mapa para marcar muestras de la clase seleccionada.</translation>
    </message>
    <message>
        <source>Click an area to select it, Shift adds, drag to move it. Delete deletes.</source>
        <translation>Pulse un área para seleccionarla, Mayús añade, arrastre para moverla. Supr borra.</translation>
    </message>
    <message>
        <source>Each click marks one pixel.</source>
        <translation>Cada clic marca un píxel.</translation>
    </message>
    <message>
        <source>Click the corners; a double click, Enter or the right button closes. Backspace takes a corner back.</source>
        <translation>Pulse los vértices; doble clic, Intro o el botón derecho cierra. Retroceso quita un vértice.</translation>
    </message>
    <message>
        <source>Width of the brush</source>
        <translation>Anchura del pincel</translation>
    </message>
    <message>
        <source>Unit of the brush&apos;s width</source>
        <translation>Unidad de la anchura del pincel</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>píxeles</translation>
    </message>
    <message>
        <source>map units</source>
        <translation>unidades del mapa</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Anchura</translation>
    </message>
    <message>
        <source>Shift erases</source>
        <translation>Mayús borra</translation>
    </message>
    <message>
        <source>Drag a line across an area, from border to border, to cut it.</source>
        <translation>Arrastre una línea a través de un área, de borde a borde, para cortarla.</translation>
    </message>
    <message>
        <source>Sensor whose spectra are compared</source>
        <translation>Sensor cuyos espectros se comparan</translation>
    </message>
    <message>
        <source>How spectra are compared</source>
        <translation>Cómo se comparan los espectros</translation>
    </message>
    <message>
        <source>Spectral angle, degrees</source>
        <translation>Ángulo espectral, grados</translation>
    </message>
    <message>
        <source>Distance, standard deviations</source>
        <translation>Distancia, desviaciones típicas</translation>
    </message>
    <message>
        <source>How alike a pixel must be</source>
        <translation>Cuánto debe parecerse un píxel</translation>
    </message>
    <message>
        <source>Most pixels of a region</source>
        <translation>Máximo de píxeles de una región</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>Sensor</translation>
    </message>
    <message>
        <source>Compare by</source>
        <translation>Comparar por</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Como máximo</translation>
    </message>
    <message>
        <source>Most pixels</source>
        <translation>Máximo de píxeles</translation>
    </message>
    <message>
        <source>What is wrong with the samples</source>
        <translation>Qué falla en las muestras</translation>
    </message>
    <message>
        <source>Show training and test on the map</source>
        <translation>Mostrar entrenamiento y prueba en el mapa</translation>
    </message>
    <message>
        <source>How the settings in the Model panel divide the samples</source>
        <translation>Cómo dividen las muestras los ajustes del panel Modelo</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importar…</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Entrenar</translation>
    </message>
    <message>
        <source>Train the method of the Model panel with these samples</source>
        <translation>Entrenar el método del panel Modelo con estas muestras</translation>
    </message>
    <message numerus="yes">
        <source>Class %1, %n area(s). Double click to rename</source>
        <translation>
            <numerusform>Clase %1, %n área. Doble clic para renombrar</numerusform>
            <numerusform>Clase %1, %n áreas. Doble clic para renombrar</numerusform>
        </translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Píxeles</translation>
    </message>
    <message>
        <source>Pixels where no sensor has data</source>
        <translation>Píxeles donde ningún sensor tiene datos</translation>
    </message>
    <message>
        <source>Pixels: %1</source>
        <translation>Píxeles: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n advertencia</numerusform>
            <numerusform>%n advertencias</numerusform>
        </translation>
    </message>
    <message>
        <source>No samples yet</source>
        <translation>Aún no hay muestras</translation>
    </message>
    <message>
        <source>%L1 pixels in %2</source>
        <translation>%L1 píxeles en %2</translation>
    </message>
    <message numerus="yes">
        <source>%n area(s)</source>
        <translation>
            <numerusform>%n área</numerusform>
            <numerusform>%n áreas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n seleccionada</numerusform>
            <numerusform>%n seleccionadas</numerusform>
        </translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>sin guardar</translation>
    </message>
    <message>
        <source>Class %1</source>
        <translation>Clase %1</translation>
    </message>
    <message>
        <source>add a class</source>
        <translation>añadir una clase</translation>
    </message>
    <message>
        <source>delete a class</source>
        <translation>borrar una clase</translation>
    </message>
    <message>
        <source>rename a class</source>
        <translation>renombrar una clase</translation>
    </message>
    <message>
        <source>colour a class</source>
        <translation>colorear una clase</translation>
    </message>
    <message>
        <source>move a class</source>
        <translation>mover una clase</translation>
    </message>
    <message>
        <source>At the top</source>
        <translation>Arriba del todo</translation>
    </message>
    <message>
        <source>Below %1</source>
        <translation>Debajo de %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SensorChip</name>
    <message>
        <source>present</source>
        <translation>presente</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>perdido</translation>
    </message>
    <message>
        <source>no file</source>
        <translation>sin archivo</translation>
    </message>
    <message>
        <source>1 band</source>
        <translation>1 banda</translation>
    </message>
    <message>
        <source>%L1 bands</source>
        <translation>%L1 bandas</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>Key %1; right click for more</source>
        <translation>Tecla %1; clic derecho para más</translation>
    </message>
    <message>
        <source>%1: the model knows it, no file is open</source>
        <translation>%1: el modelo lo conoce, no hay archivo abierto</translation>
    </message>
    <message>
        <source>Restore %1 (key %2)</source>
        <translation>Restaurar %1 (tecla %2)</translation>
    </message>
    <message>
        <source>Lose %1 (key %2); right click: lose a part, degrade</source>
        <translation>Perder %1 (tecla %2); clic derecho: perder una parte, degradar</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SensorChipRow</name>
    <message>
        <source>Sensors</source>
        <translation>Sensores</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Lo que se muestra</translation>
    </message>
    <message>
        <source>%1 % lost</source>
        <translation>%1 % perdido</translation>
    </message>
    <message>
        <source>degraded</source>
        <translation>degradado</translation>
    </message>
    <message>
        <source>%1, degraded</source>
        <translation>%1, degradado</translation>
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
        <translation>banda %1</translation>
    </message>
    <message>
        <source>%1: %2 and more</source>
        <translation>%1: %2 y más</translation>
    </message>
    <message>
        <source>%1: %2 and less</source>
        <translation>%1: %2 y menos</translation>
    </message>
    <message>
        <source>%1: %2 to %3</source>
        <translation>%1: de %2 a %3</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n band(s), %2</source>
        <translation>
            <numerusform>%1, %n banda, %2</numerusform>
            <numerusform>%1, %n bandas, %2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2 µm</source>
        <translation>de %1 a %2 µm</translation>
    </message>
    <message>
        <source>aligned to the scene&apos;s grid</source>
        <translation>alineado con la malla de la escena</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SensorStylePanel</name>
    <message>
        <source>Bands, colours and stretch of the sensor that is chosen in Layers.</source>
        <translation>Bandas, colores y realce del sensor elegido en Capas.</translation>
    </message>
    <message>
        <source>Choose the base map</source>
        <translation>Elegir el mapa base</translation>
    </message>
    <message>
        <source>Rendering</source>
        <translation>Representación</translation>
    </message>
    <message>
        <source>three bands in colour</source>
        <translation>tres bandas en color</translation>
    </message>
    <message>
        <source>one band</source>
        <translation>una banda</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Se muestra</translation>
    </message>
    <message>
        <source>True colour</source>
        <translation>Color verdadero</translation>
    </message>
    <message>
        <source>The bands nearest to 0.65, 0.56 and 0.48 µm</source>
        <translation>Las bandas más cercanas a 0,65, 0,56 y 0,48 µm</translation>
    </message>
    <message>
        <source>Infrared</source>
        <translation>Infrarrojo</translation>
    </message>
    <message>
        <source>Near infrared (0.86 µm) as red, red as green, green as blue: plants are red</source>
        <translation>Infrarrojo cercano (0,86 µm) como rojo, rojo como verde, verde como azul: las plantas son rojas</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rojo</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Verde</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Azul</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>Escala de color</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>gris</translation>
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
        <translation>azul, blanco, rojo</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colores</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>Realce</translation>
    </message>
    <message>
        <source>percentile cut</source>
        <translation>corte por percentiles</translation>
    </message>
    <message>
        <source>mean ± deviations</source>
        <translation>media ± desviaciones</translation>
    </message>
    <message>
        <source>least to greatest</source>
        <translation>del menor al mayor</translation>
    </message>
    <message>
        <source>fixed range</source>
        <translation>intervalo fijo</translation>
    </message>
    <message>
        <source>Values that the stretch goes by</source>
        <translation>Valores por los que va el realce</translation>
    </message>
    <message>
        <source>whole raster</source>
        <translation>todo el ráster</translation>
    </message>
    <message>
        <source>what is in view</source>
        <translation>lo que se ve</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>De</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>Banda</translation>
    </message>
    <message>
        <source>Cut at each end</source>
        <translation>Corte en cada extremo</translation>
    </message>
    <message>
        <source>Deviations</source>
        <translation>Desviaciones</translation>
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
        <translation>Detenido: %1</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>Guardando %1</translation>
    </message>
    <message>
        <source>Looking for the device</source>
        <translation>Buscando el dispositivo</translation>
    </message>
    <message>
        <source>Opening sensors</source>
        <translation>Abriendo sensores</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>Abriendo %1</translation>
    </message>
    <message>
        <source>Reference: %1</source>
        <translation>Referencia: %1</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <translation>Mirando los archivos</translation>
    </message>
    <message>
        <source>%1 %2 % lost</source>
        <translation>%1 %2 % perdido</translation>
    </message>
    <message>
        <source>%1 degraded</source>
        <translation>%1 degradado</translation>
    </message>
    <message>
        <source>Losing a part of %1</source>
        <translation>Perdiendo una parte de %1</translation>
    </message>
    <message>
        <source>Open or train a model to see the map: %1</source>
        <translation>Abra o entrene un modelo para ver el mapa: %1</translation>
    </message>
    <message>
        <source>A map needs at least one sensor: restore another one before losing this</source>
        <translation>Un mapa necesita al menos un sensor: restaure otro antes de perder este</translation>
    </message>
    <message>
        <source>%1 has no file: add its raster first</source>
        <translation>%1 no tiene archivo: añada antes su ráster</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Classifying: %1</source>
        <translation>Clasificando: %1</translation>
    </message>
    <message>
        <source>%1 (stopped)</source>
        <translation>%1 (detenido)</translation>
    </message>
    <message>
        <source>%1: %L2 pixels in %3 s, %L4 px/s, %5</source>
        <translation>%1: %L2 píxeles en %3 s, %L4 px/s, %5</translation>
    </message>
    <message>
        <source>Opening the map: %1</source>
        <translation>Abriendo el mapa: %1</translation>
    </message>
    <message>
        <source>Comparing with the reference</source>
        <translation>Comparando con la referencia</translation>
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
        <translation>%1 es el %2 del modelo por sus bandas</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Abriendo</translation>
    </message>
    <message>
        <source>What-if study</source>
        <translation>Estudio ¿Y si…?</translation>
    </message>
    <message>
        <source>What-if study: %1 subsets in %2 s</source>
        <translation>Estudio ¿Y si…?: %1 subconjuntos en %2 s</translation>
    </message>
    <message>
        <source>Saving the study&apos;s tables</source>
        <translation>Guardando las tablas del estudio</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entrenamiento</translation>
    </message>
    <message>
        <source>Trained on %L1 samples in %2 s: %3</source>
        <translation>Entrenado con %L1 muestras en %2 s: %3</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>completo</translation>
    </message>
    <message>
        <source>no sensor</source>
        <translation>ningún sensor</translation>
    </message>
    <message>
        <source>only %1</source>
        <translation>solo %1</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>sin %1</translation>
    </message>
    <message>
        <source>Reading lost parts</source>
        <translation>Leyendo las partes perdidas</translation>
    </message>
    <message>
        <source>The footprint of %1 was changed on disk and is read again</source>
        <translation>La zona perdida de %1 cambió en el disco y se lee de nuevo</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SpectraFigure</name>
    <message>
        <source>Spectra of the pixels</source>
        <translation>Espectros de los píxeles</translation>
    </message>
    <message>
        <source>1 band</source>
        <translation>1 banda</translation>
    </message>
    <message>
        <source>%1 bands</source>
        <translation>%1 bandas</translation>
    </message>
    <message>
        <source>, %1 bad</source>
        <translation>, %1 malas</translation>
    </message>
    <message>
        <source>no data here</source>
        <translation>sin datos aquí</translation>
    </message>
    <message>
        <source>value</source>
        <translation>valor</translation>
    </message>
    <message>
        <source>wavelength, µm</source>
        <translation>longitud de onda, µm</translation>
    </message>
    <message>
        <source>band</source>
        <translation>banda</translation>
    </message>
    <message>
        <source>%1, band %2</source>
        <translation>%1, banda %2</translation>
    </message>
    <message>
        <source> at %1 µm</source>
        <translation> en %1 µm</translation>
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
        <translation>media de %1</translation>
    </message>
    <message>
        <source>standard deviation of %1</source>
        <translation>desviación típica de %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::StatusRow</name>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Escala</translation>
    </message>
    <message>
        <source>Device in use</source>
        <translation>Dispositivo en uso</translation>
    </message>
    <message>
        <source>1 : %1</source>
        <translation>1 : %1</translation>
    </message>
    <message>
        <source>Classification and training run on this device</source>
        <translation>La clasificación y el entrenamiento corren en este dispositivo</translation>
    </message>
    <message>
        <source>The processor is used: %1</source>
        <translation>Se usa el procesador: %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::TrainingChart</name>
    <message>
        <source>Training curve</source>
        <translation>Curva de entrenamiento</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Pérdida</translation>
    </message>
    <message>
        <source>OA, training</source>
        <translation>OA, entrenamiento</translation>
    </message>
    <message>
        <source>OA, test</source>
        <translation>OA, prueba</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Época</translation>
    </message>
    <message>
        <source>OA %</source>
        <translation>OA %</translation>
    </message>
    <message>
        <source>Copy values</source>
        <translation>Copiar los valores</translation>
    </message>
    <message>
        <source>Epoch	Loss	OA training	OA test	Learning rate</source>
        <translation>Época	Pérdida	OA entrenamiento	OA prueba	Tasa de aprendizaje</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::TrainingPanel</name>
    <message>
        <source>Train</source>
        <translation>Entrenar</translation>
    </message>
    <message>
        <source>Apply and classify</source>
        <translation>Aplicar y clasificar</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>What the method is</source>
        <translation>Qué es el método</translation>
    </message>
    <message>
        <source>File of the model</source>
        <translation>Archivo del modelo</translation>
    </message>
    <message>
        <source>Choose the file of the model</source>
        <translation>Elegir el archivo del modelo</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Guardar como</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entrenamiento</translation>
    </message>
    <message>
        <source>Classifying</source>
        <translation>Clasificación</translation>
    </message>
    <message>
        <source>Train a model on your own sensors: open their rasters first.</source>
        <translation>Entrene un modelo con sus propios sensores: abra antes sus rásteres.</translation>
    </message>
    <message>
        <source>Open sensors…</source>
        <translation>Abrir sensores…</translation>
    </message>
    <message>
        <source>Train a model on these sensors: it needs labelled pixels, as a raster, points or polygons.</source>
        <translation>Entrene un modelo con estos sensores: necesita píxeles etiquetados, como ráster, puntos o polígonos.</translation>
    </message>
    <message>
        <source>Import samples…</source>
        <translation>Importar muestras…</translation>
    </message>
    <message>
        <source>Draw or import samples first</source>
        <translation>Dibuje o importe antes muestras</translation>
    </message>
    <message>
        <source>Epoch %1</source>
        <translation>Época %1</translation>
    </message>
    <message>
        <source>Reading the samples</source>
        <translation>Leyendo las muestras</translation>
    </message>
    <message>
        <source>Samples: as drawn</source>
        <translation>Muestras: como se dibujaron</translation>
    </message>
    <message>
        <source>Samples: %1</source>
        <translation>Muestras: %1</translation>
    </message>
    <message>
        <source>Curve of the open model</source>
        <translation>Curva del modelo abierto</translation>
    </message>
    <message>
        <source>Save the model as</source>
        <translation>Guardar el modelo como</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>Modelos (*.safetensors)</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ViewTools</name>
    <message>
        <source>Distance: %1</source>
        <translation>Distancia: %1</translation>
    </message>
    <message>
        <source>Area: %1</source>
        <translation>Área: %1</translation>
    </message>
    <message>
        <source>&amp;Bookmarks</source>
        <translation>&amp;Marcadores</translation>
    </message>
    <message>
        <source>&amp;Linked Views</source>
        <translation>Vistas &amp;enlazadas</translation>
    </message>
    <message>
        <source>&amp;One</source>
        <translation>&amp;Una</translation>
    </message>
    <message>
        <source>&amp;Two</source>
        <translation>&amp;Dos</translation>
    </message>
    <message>
        <source>T&amp;hree</source>
        <translation>&amp;Tres</translation>
    </message>
    <message>
        <source>&amp;Four</source>
        <translation>&amp;Cuatro</translation>
    </message>
    <message>
        <source>&amp;North Arrow</source>
        <translation>Flecha del &amp;norte</translation>
    </message>
    <message>
        <source>&amp;Magnifier</source>
        <translation>&amp;Lupa</translation>
    </message>
    <message>
        <source>&amp;Graticule</source>
        <translation>&amp;Cuadrícula</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>&amp;Ninguna</translation>
    </message>
    <message>
        <source>&amp;Longitude and Latitude</source>
        <translation>&amp;Longitud y latitud</translation>
    </message>
    <message>
        <source>The &amp;Scene&apos;s Coordinates</source>
        <translation>Coordenadas de la &amp;escena</translation>
    </message>
    <message>
        <source>Measure &amp;Distance</source>
        <translation>Medir &amp;distancia</translation>
    </message>
    <message>
        <source>Measure &amp;Area</source>
        <translation>Medir &amp;área</translation>
    </message>
    <message>
        <source>Flicker &amp;Rate</source>
        <translation>&amp;Ritmo del parpadeo</translation>
    </message>
    <message>
        <source>Every 2 s</source>
        <translation>Cada 2 s</translation>
    </message>
    <message>
        <source>Every second</source>
        <translation>Cada segundo</translation>
    </message>
    <message>
        <source>Twice a second</source>
        <translation>Dos veces por segundo</translation>
    </message>
    <message>
        <source>4 times a second</source>
        <translation>4 veces por segundo</translation>
    </message>
    <message>
        <source>By the key B alone</source>
        <translation>Solo con la tecla B</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::VisionPreview</name>
    <message>
        <source>Colour &amp;Vision</source>
        <translation>&amp;Visión del color</translation>
    </message>
    <message>
        <source>&amp;Normal</source>
        <translation>&amp;Normal</translation>
    </message>
    <message>
        <source>Map and legend as they are</source>
        <translation>Mapa y leyenda como son</translation>
    </message>
    <message>
        <source>&amp;Protanopia</source>
        <translation>&amp;Protanopía</translation>
    </message>
    <message>
        <source>Without the cones for long waves: about 1 % of men</source>
        <translation>Sin los conos de onda larga: cerca del 1 % de los hombres</translation>
    </message>
    <message>
        <source>&amp;Deuteranopia</source>
        <translation>&amp;Deuteranopía</translation>
    </message>
    <message>
        <source>Without the cones for middle waves: about 1 % of men</source>
        <translation>Sin los conos de onda media: cerca del 1 % de los hombres</translation>
    </message>
    <message>
        <source>&amp;Tritanopia</source>
        <translation>&amp;Tritanopía</translation>
    </message>
    <message>
        <source>Without the cones for short waves: rare</source>
        <translation>Sin los conos de onda corta: rara</translation>
    </message>
    <message>
        <source>&amp;Grey</source>
        <translation>&amp;Gris</translation>
    </message>
    <message>
        <source>As a print without colours</source>
        <translation>Como una impresión sin colores</translation>
    </message>
    <message>
        <source>Map and legend are shown as readers with this colour vision see them. Click to see them as they are.</source>
        <translation>El mapa y la leyenda se muestran como los ven lectores con esta visión. Pulse para verlos como son.</translation>
    </message>
    <message>
        <source>Colour vision: %1</source>
        <translation>Visión del color: %1</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::WelcomePage</name>
    <message>
        <source>Welcome</source>
        <translation>Bienvenida</translation>
    </message>
    <message>
        <source>Lacuna</source>
        <translation>Lacuna</translation>
    </message>
    <message>
        <source>Land-cover maps from several sensors, and what each would be without one</source>
        <translation>Mapas de cobertura del suelo de varios sensores, y lo que cada uno sería sin uno de ellos</translation>
    </message>
    <message>
        <source>Begin with your own rasters</source>
        <translation>Empezar con sus rásteres</translation>
    </message>
    <message>
        <source>Map land cover with an existing model</source>
        <translation>Cartografiar la cobertura del suelo con un modelo</translation>
    </message>
    <message>
        <source>Open the rasters of a scene, one for each sensor, and a model. The map follows by itself.</source>
        <translation>Abra los rásteres de una escena, uno por sensor, y un modelo. El mapa sigue por sí solo.</translation>
    </message>
    <message>
        <source>Collect samples and train</source>
        <translation>Recoger muestras y entrenar</translation>
    </message>
    <message>
        <source>Open the rasters, draw areas of each class on the map, and train a model that bears missing sensors.</source>
        <translation>Abra los rásteres, dibuje áreas de cada clase en el mapa y entrene un modelo que tolera sensores perdidos.</translation>
    </message>
    <message>
        <source>Ask what a lost sensor would cost</source>
        <translation>Preguntar cuánto costaría perder un sensor</translation>
    </message>
    <message>
        <source>Open the rasters and a model. Every subset of the sensors is mapped and compared.</source>
        <translation>Abra los rásteres y un modelo. Se cartografía y compara cada subconjunto de los sensores.</translation>
    </message>
    <message>
        <source>Open sensors…</source>
        <translation>Abrir sensores…</translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation>Abrir un proyecto…</translation>
    </message>
    <message>
        <source>Or drop rasters, a model or a project on the window.</source>
        <translation>O suelte rásteres, un modelo o un proyecto en la ventana.</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>Pruebe el ejemplo</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Proyectos recientes</translation>
    </message>
    <message>
        <source>Projects that you save are listed here.</source>
        <translation>Aquí figuran los proyectos que guarde.</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Aprender</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Guía</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>%1 is gone</source>
        <translation>%1 ya no está</translation>
    </message>
    <message>
        <source>Make a sample scene</source>
        <translation>Crear una escena de ejemplo</translation>
    </message>
    <message>
        <source>No sample came with this program. A synthetic scene of two sensors is made in a few seconds; training its model then takes some minutes.</source>
        <translation>Este programa vino sin ejemplo. Una escena sintética de dos sensores se crea en pocos segundos; entrenar su modelo lleva después unos minutos.</translation>
    </message>
    <message>
        <source>Open the sample scene and train</source>
        <translation>Abrir la escena de ejemplo y entrenar</translation>
    </message>
    <message>
        <source>Its model is not made yet. The training takes some minutes, can be stopped at any moment, and is done once.</source>
        <translation>Su modelo aún no está hecho. El entrenamiento lleva unos minutos, se puede detener en todo momento y se hace una sola vez.</translation>
    </message>
    <message>
        <source>Open the sample scene</source>
        <translation>Abrir la escena de ejemplo</translation>
    </message>
    <message>
        <source>A synthetic scene of two sensors, with its model. Lose one and see the map change.</source>
        <translation>Una escena sintética de dos sensores, con su modelo. Pierda uno y vea cambiar el mapa.</translation>
    </message>
    <message>
        <source>Indian Pines, a farmland seen in the visible and in the short-wave infrared, with its model. Lose a sensor and see the map change.</source>
        <translation>Indian Pines, campos de cultivo en el visible y en el infrarrojo de onda corta, con su modelo. Pierda un sensor y vea cambiar el mapa.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::WhatIfPanel</name>
    <message>
        <source>Subsets of sensors with their accuracy</source>
        <translation>Subconjuntos de sensores con su exactitud</translation>
    </message>
    <message>
        <source>What each sensor adds to the overall accuracy</source>
        <translation>Lo que cada sensor aporta a la exactitud global</translation>
    </message>
    <message>
        <source>What each sensor adds to each class&apos;s accuracy</source>
        <translation>Lo que cada sensor aporta a la exactitud de cada clase</translation>
    </message>
    <message>
        <source>Classes that change without the lost sensors, from and to</source>
        <translation>Clases que cambian sin los sensores perdidos, de y a</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>Mostrar en el mapa</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Ejecutar de nuevo</translation>
    </message>
    <message>
        <source>Subsets</source>
        <translation>Subconjuntos</translation>
    </message>
    <message>
        <source>Sensor value</source>
        <translation>Valor del sensor</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Por clase</translation>
    </message>
    <message>
        <source>Flips</source>
        <translation>Cambios</translation>
    </message>
    <message>
        <source>What changes on the map when sensors are lost</source>
        <translation>Qué cambia en el mapa cuando se pierden sensores</translation>
    </message>
    <message>
        <source>Show on the map what changes without the lost sensors</source>
        <translation>Mostrar en el mapa qué cambia sin los sensores perdidos</translation>
    </message>
    <message>
        <source>Save the study&apos;s tables</source>
        <translation>Guardar las tablas del estudio</translation>
    </message>
    <message>
        <source>Save all tables of the study into a folder</source>
        <translation>Guardar todas las tablas del estudio en una carpeta</translation>
    </message>
    <message>
        <source>Run the what-if study again</source>
        <translation>Ejecutar de nuevo el estudio ¿Y si…?</translation>
    </message>
    <message>
        <source>What the map would be with each subset of the sensors stands here, once there is a model.</source>
        <translation>Aquí se ve lo que sería el mapa con cada subconjunto de sensores, cuando haya un modelo.</translation>
    </message>
    <message>
        <source>Open a model…</source>
        <translation>Abrir un modelo…</translation>
    </message>
    <message>
        <source>Every subset of the sensors is being classified; the status bar shows how far it is.</source>
        <translation>Se clasifica cada subconjunto de los sensores; la barra de estado muestra cuánto va.</translation>
    </message>
    <message>
        <source>Find out what each sensor is worth: classify the scene with every subset of them.</source>
        <translation>Averigüe lo que vale cada sensor: clasifique la escena con cada subconjunto de ellos.</translation>
    </message>
    <message>
        <source>Run the study</source>
        <translation>Ejecutar el estudio</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>Sensores</translation>
    </message>
    <message>
        <source>Subset</source>
        <translation>Subconjunto</translation>
    </message>
    <message>
        <source>OA %</source>
        <translation>OA %</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Diferencia</translation>
    </message>
    <message>
        <source>κ</source>
        <translation>κ</translation>
    </message>
    <message>
        <source>Changed cells</source>
        <translation>Celdas cambiadas</translation>
    </message>
    <message>
        <source>%L1 cells differ from the complete map</source>
        <translation>%L1 celdas difieren del mapa completo</translation>
    </message>
    <message>
        <source>Difference of OA to the complete map, in percentage points</source>
        <translation>Diferencia de OA con el mapa completo, en puntos porcentuales</translation>
    </message>
    <message>
        <source>Choose a subset, or lose a sensor, to see which classes change into which.</source>
        <translation>Elija un subconjunto, o pierda un sensor, para ver qué clases cambian en cuáles.</translation>
    </message>
    <message>
        <source>%1: %L2 cells change</source>
        <translation>%1: cambian %L2 celdas</translation>
    </message>
    <message>
        <source>, %L1 ha</source>
        <translation>, %L1 ha</translation>
    </message>
    <message>
        <source>Mean gain over all subsets (Shapley), from %1 % (always “%2”) to %3 %.</source>
        <translation>Ganancia media sobre todos los subconjuntos (Shapley), de %1 % (siempre «%2») a %3 %.</translation>
    </message>
    <message>
        <source>Dots: %1. Click shows the map, Shift+click compares with it.</source>
        <translation>Puntos: %1. Un clic muestra el mapa, Mayús+clic compara con él.</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>Sensor</translation>
    </message>
    <message>
        <source>OA points</source>
        <translation>Puntos de OA</translation>
    </message>
    <message>
        <source>Helps most</source>
        <translation>Ayuda más a</translation>
    </message>
    <message>
        <source>no class</source>
        <translation>ninguna clase</translation>
    </message>
    <message>
        <source>Producer&apos;s accuracy of %1: %2 points</source>
        <translation>Exactitud del productor de %1: %2 puntos</translation>
    </message>
    <message>
        <source>Shapley value: the mean gain in overall accuracy over all subsets</source>
        <translation>Valor de Shapley: ganancia media de exactitud global sobre todos los subconjuntos</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>No sensor</source>
        <translation>Ningún sensor</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Completo</translation>
    </message>
    <message>
        <source>All classes (OA)</source>
        <translation>Todas las clases (OA)</translation>
    </message>
    <message>
        <source>Always saying the commonest class, in %</source>
        <translation>Decir siempre la clase más común, en %</translation>
    </message>
    <message>
        <source>Producer&apos;s accuracy with all sensors, in %</source>
        <translation>Exactitud del productor con todos los sensores, en %</translation>
    </message>
    <message>
        <source>What the sensor adds, in percentage points</source>
        <translation>Lo que aporta el sensor, en puntos porcentuales</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>To</source>
        <translation>A</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>Celdas</translation>
    </message>
    <message>
        <source>ha</source>
        <translation>ha</translation>
    </message>
    <message>
        <source>Share %</source>
        <translation>Parte %</translation>
    </message>
    <message>
        <source>Of the cells that change</source>
        <translation>De las celdas que cambian</translation>
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
        <translation>&amp;Nuevo proyecto</translation>
    </message>
    <message>
        <source>&amp;Open Project…</source>
        <translation>&amp;Abrir proyecto…</translation>
    </message>
    <message>
        <source>&amp;Save Project</source>
        <translation>&amp;Guardar proyecto</translation>
    </message>
    <message>
        <source>Save Project &amp;As…</source>
        <translation>Guardar proyecto &amp;como…</translation>
    </message>
    <message>
        <source>Open Senso&amp;rs…</source>
        <translation>Abrir &amp;sensores…</translation>
    </message>
    <message>
        <source>A&amp;dd Sensor…</source>
        <translation>Aña&amp;dir sensor…</translation>
    </message>
    <message>
        <source>Open &amp;Model…</source>
        <translation>Abrir &amp;modelo…</translation>
    </message>
    <message>
        <source>&amp;Export Map…</source>
        <translation>&amp;Exportar mapa…</translation>
    </message>
    <message>
        <source>Save Screen&amp;shot…</source>
        <translation>Guardar ca&amp;ptura…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Sa&amp;lir</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Deshacer</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rehacer</translation>
    </message>
    <message>
        <source>Remove &amp;Layer</source>
        <translation>&amp;Quitar capa</translation>
    </message>
    <message>
        <source>&amp;Pan</source>
        <translation>&amp;Desplazar</translation>
    </message>
    <message>
        <source>&amp;Zoom</source>
        <translation>&amp;Zoom</translation>
    </message>
    <message>
        <source>&amp;Identify</source>
        <translation>&amp;Identificar</translation>
    </message>
    <message>
        <source>Zoom I&amp;n</source>
        <translation>&amp;Ampliar</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>&amp;Reducir</translation>
    </message>
    <message>
        <source>&amp;Full Extent</source>
        <translation>&amp;Extensión completa</translation>
    </message>
    <message>
        <source>&amp;Redraw</source>
        <translation>Re&amp;dibujar</translation>
    </message>
    <message>
        <source>Scale &amp;Bar</source>
        <translation>&amp;Barra de escala</translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation>&amp;Pantalla completa</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>Como el &amp;sistema</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Claro</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Oscuro</translation>
    </message>
    <message>
        <source>&amp;Restore All</source>
        <translation>&amp;Restaurar todos</translation>
    </message>
    <message>
        <source>&amp;Import Samples…</source>
        <translation>&amp;Importar muestras…</translation>
    </message>
    <message>
        <source>Import &amp;Reference…</source>
        <translation>Importar &amp;referencia…</translation>
    </message>
    <message>
        <source>&amp;Show Samples on the Map</source>
        <translation>&amp;Mostrar muestras en el mapa</translation>
    </message>
    <message>
        <source>&amp;Save Samples</source>
        <translation>&amp;Guardar muestras</translation>
    </message>
    <message>
        <source>Save Samples &amp;As…</source>
        <translation>Guardar muestras &amp;como…</translation>
    </message>
    <message>
        <source>Select and &amp;Move Areas</source>
        <translation>&amp;Seleccionar y mover áreas</translation>
    </message>
    <message>
        <source>&amp;Point</source>
        <translation>&amp;Punto</translation>
    </message>
    <message>
        <source>P&amp;olygon</source>
        <translation>P&amp;olígono</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>Pi&amp;ncel</translation>
    </message>
    <message>
        <source>&amp;Grow a Region</source>
        <translation>&amp;Hacer crecer una región</translation>
    </message>
    <message>
        <source>Spli&amp;t Areas</source>
        <translation>&amp;Dividir áreas</translation>
    </message>
    <message>
        <source>S&amp;eparate the Parts of the Selection</source>
        <translation>S&amp;eparar las partes de la selección</translation>
    </message>
    <message>
        <source>Show Training and &amp;Test on the Map</source>
        <translation>Mostrar entrenamiento y pr&amp;ueba en el mapa</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>&amp;Entrenar</translation>
    </message>
    <message>
        <source>&amp;Classify Again</source>
        <translation>&amp;Clasificar de nuevo</translation>
    </message>
    <message>
        <source>C&amp;lose Model</source>
        <translation>C&amp;errar modelo</translation>
    </message>
    <message>
        <source>Run &amp;What-If</source>
        <translation>Ejecutar ¿&amp;Y si…?</translation>
    </message>
    <message>
        <source>&amp;One Map</source>
        <translation>&amp;Un mapa</translation>
    </message>
    <message>
        <source>S&amp;wipe</source>
        <translation>&amp;Cortina</translation>
    </message>
    <message>
        <source>Side &amp;by Side</source>
        <translation>&amp;Lado a lado</translation>
    </message>
    <message>
        <source>&amp;Flicker</source>
        <translation>&amp;Parpadeo</translation>
    </message>
    <message>
        <source>&amp;Disagreement</source>
        <translation>&amp;Desacuerdo</translation>
    </message>
    <message>
        <source>&amp;Next Panel</source>
        <translation>&amp;Panel siguiente</translation>
    </message>
    <message>
        <source>&amp;Reset Layout</source>
        <translation>&amp;Restablecer disposición</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>&amp;Guía</translation>
    </message>
    <message>
        <source>&amp;What Is This?</source>
        <translation>¿&amp;Qué es esto?</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Teclas</translation>
    </message>
    <message>
        <source>&amp;About Lacuna</source>
        <translation>&amp;Acerca de Lacuna</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>Open Re&amp;cent</source>
        <translation>Abrir re&amp;ciente</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Edición</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>Ve&amp;r</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Tema</translation>
    </message>
    <message>
        <source>Se&amp;nsors</source>
        <translation>Se&amp;nsores</translation>
    </message>
    <message>
        <source>&amp;Samples</source>
        <translation>&amp;Muestras</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>M&amp;odelo</translation>
    </message>
    <message>
        <source>S&amp;tudy</source>
        <translation>Es&amp;tudio</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Ventana</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Herramientas</translation>
    </message>
    <message>
        <source>Write Re&amp;port…</source>
        <translation>Escribir infor&amp;me…</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ZonePanel</name>
    <message>
        <source>Polygon</source>
        <translation>Polígono</translation>
    </message>
    <message>
        <source>Draw a polygon on the map and value the sensors in it</source>
        <translation>Dibujar un polígono en el mapa y valorar los sensores en él</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rectángulo</translation>
    </message>
    <message>
        <source>Draw a rectangle on the map and value the sensors in it</source>
        <translation>Dibujar un rectángulo en el mapa y valorar los sensores en él</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Archivo…</translation>
    </message>
    <message>
        <source>Take the polygons of a GeoPackage, Shapefile or GeoJSON</source>
        <translation>Tomar los polígonos de un GeoPackage, Shapefile o GeoJSON</translation>
    </message>
    <message>
        <source>Remove the chosen zone; of a file all of them</source>
        <translation>Quitar la zona elegida; las de un archivo, todas</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valorar</translation>
    </message>
    <message>
        <source>Save the zones with their values as GeoPackage or CSV</source>
        <translation>Guardar las zonas con sus valores como GeoPackage o CSV</translation>
    </message>
    <message>
        <source>Save the bars as PNG, SVG or CSV</source>
        <translation>Guardar las barras como PNG, SVG o CSV</translation>
    </message>
    <message>
        <source>Zones with what each sensor is worth in them</source>
        <translation>Zonas con lo que vale cada sensor en ellas</translation>
    </message>
    <message>
        <source>What each sensor adds in the chosen zone, in total and by class</source>
        <translation>Lo que aporta cada sensor en la zona elegida, en total y por clase</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Find out what each sensor is worth in every zone</source>
        <translation>Averiguar lo que vale cada sensor en cada zona</translation>
    </message>
    <message>
        <source>Progress of the zones&apos; values</source>
        <translation>Progreso de los valores de las zonas</translation>
    </message>
    <message>
        <source>Cancel valuing the zones</source>
        <translation>Cancelar la valoración de las zonas</translation>
    </message>
    <message>
        <source>No zone was drawn</source>
        <translation>No se dibujó ninguna zona</translation>
    </message>
    <message>
        <source>Click around the zone; a double click or Enter closes it, Backspace takes a corner back, Escape gives up</source>
        <translation>Haga clic alrededor de la zona; un doble clic o Intro la cierra, Retroceso quita una esquina, Esc la abandona</translation>
    </message>
    <message>
        <source>Drag a rectangle over the zone; Escape gives up</source>
        <translation>Arrastre un rectángulo sobre la zona; Esc la abandona</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 guardado</translation>
    </message>
    <message>
        <source>Polygons to value the sensors in</source>
        <translation>Polígonos en los que valorar los sensores</translation>
    </message>
    <message>
        <source>Polygons (*.gpkg *.shp *.geojson *.json);;All files (*)</source>
        <translation>Polígonos (*.gpkg *.shp *.geojson *.json);;Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Save the zones with their values</source>
        <translation>Guardar las zonas con sus valores</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg);;Comma-separated values (*.csv)</source>
        <translation>GeoPackage (*.gpkg);;Valores separados por comas (*.csv)</translation>
    </message>
    <message>
        <source>What each sensor is worth inside a polygon (a parcel, a survey area) stands here, once a scene is open.</source>
        <translation>Lo que vale cada sensor dentro de un polígono (una parcela, un área de estudio) aparece aquí cuando hay una escena abierta.</translation>
    </message>
    <message>
        <source>Is a sensor worth it here? Draw a polygon on the map, or take those of a file.</source>
        <translation>¿Vale la pena un sensor aquí? Dibuje un polígono en el mapa o tome los de un archivo.</translation>
    </message>
    <message>
        <source>Draw a polygon</source>
        <translation>Dibujar un polígono</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zona</translation>
    </message>
    <message>
        <source>Reference px</source>
        <translation>px de referencia</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Píxeles</translation>
    </message>
    <message>
        <source>OA %</source>
        <translation>OA %</translation>
    </message>
    <message>
        <source>Changes without %1, %</source>
        <translation>Cambios sin %1, %</translation>
    </message>
    <message>
        <source>Drawn; F2 or a double click renames it</source>
        <translation>Dibujada; F2 o un doble clic la renombra</translation>
    </message>
    <message>
        <source>What the sensor adds to the overall accuracy in the zone, in percentage points (Shapley)</source>
        <translation>Lo que el sensor aporta a la exactitud global en la zona, en puntos porcentuales (Shapley)</translation>
    </message>
    <message>
        <source>So few reference pixels say little: the values may be chance</source>
        <translation>Tan pocos píxeles de referencia dicen poco: los valores pueden ser casuales</translation>
    </message>
    <message>
        <source>Without %1, %2 % of the zone&apos;s pixels are of another class</source>
        <translation>Sin %1, el %2 % de los píxeles de la zona son de otra clase</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>points of accuracy that the sensor adds</source>
        <translation>puntos de exactitud que aporta el sensor</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Todas las clases</translation>
    </message>
    <message>
        <source>Every subset of the sensors is classified at the zones&apos; pixels.</source>
        <translation>Cada subconjunto de los sensores se clasifica en los píxeles de las zonas.</translation>
    </message>
    <message>
        <source>Open or train a model to value the sensors.</source>
        <translation>Abra o entrene un modelo para valorar los sensores.</translation>
    </message>
    <message>
        <source>Value says what each sensor is worth in every zone.</source>
        <translation>«Valorar» dice lo que vale cada sensor en cada zona.</translation>
    </message>
    <message>
        <source>%1, in all subsets.</source>
        <translation>%1, en todos los subconjuntos.</translation>
    </message>
    <message>
        <source>Without a reference only what changes is counted, at up to 400 pixels of each zone. Import one to see what a sensor is worth.</source>
        <translation>Sin referencia solo se cuenta lo que cambia, en hasta 400 píxeles de cada zona. Importe una para ver lo que vale un sensor.</translation>
    </message>
    <message>
        <source>%1 holds no reference pixel: what a sensor is worth there can&apos;t be said.</source>
        <translation>%1 no contiene píxeles de referencia: no se puede decir lo que vale allí un sensor.</translation>
    </message>
    <message>
        <source>%1: from %2 % (always “%3”) to %4 % with all sensors.</source>
        <translation>%1: de %2 % (siempre «%3») a %4 % con todos los sensores.</translation>
    </message>
    <message>
        <source>* so few reference pixels that it may be chance.</source>
        <translation>* tan pocos píxeles de referencia que puede ser casualidad.</translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ZoneStudy</name>
    <message>
        <source>Reading zones</source>
        <translation>Leyendo zonas</translation>
    </message>
    <message>
        <source>The zones of %1 are there already</source>
        <translation>Las zonas de %1 ya están</translation>
    </message>
    <message>
        <source>add the zones of %1</source>
        <translation>añadir las zonas de %1</translation>
    </message>
    <message>
        <source>Zone %1</source>
        <translation>Zona %1</translation>
    </message>
    <message>
        <source>draw %1</source>
        <translation>dibujar %1</translation>
    </message>
    <message>
        <source>rename a zone to %1</source>
        <translation>renombrar una zona a %1</translation>
    </message>
    <message>
        <source>remove %1</source>
        <translation>quitar %1</translation>
    </message>
    <message>
        <source>remove the zones of %1</source>
        <translation>quitar las zonas de %1</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation>Detenido: %1</translation>
    </message>
    <message>
        <source>Value of the sensors by zone (%L1)</source>
        <translation>Valor de los sensores por zona (%L1)</translation>
    </message>
    <message>
        <source>Zones valued: %L1 in %2 s</source>
        <translation>Zonas valoradas: %L1 en %2 s</translation>
    </message>
</context>
</TS>
