<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>lacuna::ui::ClassMapLayer</name>
    <message numerus="yes">
        <source>%1 × %2 cells, %n class(es)</source>
        <translation>
            <numerusform>%1 × %2 cells, %n class</numerusform>
            <numerusform>%1 × %2 cells, %n classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ColorAdvice</name>
    <message numerus="yes">
        <source>So do %n other pair(s).</source>
        <translation>
            <numerusform>So does %n other pair.</numerusform>
            <numerusform>So do %n other pairs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lacuna::ui::GuideWindow</name>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lacuna::ui::MissingPanel</name>
    <message numerus="yes">
        <source>%n file(s) of the project were not found. The rest is open.</source>
        <translation>
            <numerusform>%n file of the project was not found. The rest is open.</numerusform>
            <numerusform>%n files of the project were not found. The rest is open.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lacuna::ui::ReportDialog</name>
    <message numerus="yes">
        <source>The what-if study is run first: %n map(s).</source>
        <translation>
            <numerusform>The what-if study is run first: %n map.</numerusform>
            <numerusform>The what-if study is run first: %n maps.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SampleDocument</name>
    <message numerus="yes">
        <source>delete %n area(s)</source>
        <translation>
            <numerusform>delete %n area</numerusform>
            <numerusform>delete %n areas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>move %n area(s)</source>
        <translation>
            <numerusform>move %n area</numerusform>
            <numerusform>move %n areas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SampleLayer</name>
    <message numerus="yes">
        <source>%n labelled pixel(s)</source>
        <translation>
            <numerusform>%n labelled pixel</numerusform>
            <numerusform>%n labelled pixels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SamplesPanel</name>
    <message numerus="yes">
        <source>Class %1, %n area(s). Double click to rename</source>
        <translation>
            <numerusform>Class %1, %n area. Double click to rename</numerusform>
            <numerusform>Class %1, %n areas. Double click to rename</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n area(s)</source>
        <translation>
            <numerusform>%n area</numerusform>
            <numerusform>%n areas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lacuna::ui::SensorLayer</name>
    <message numerus="yes">
        <source>%1, %n band(s), %2</source>
        <translation>
            <numerusform>%1, %n band, %2</numerusform>
            <numerusform>%1, %n bands, %2</numerusform>
        </translation>
    </message>
</context>
</TS>
