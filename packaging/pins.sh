# Everything the project takes from outside, with its versions, in one place. Sourced by setup.sh.

DISTRIBUTION_ID=debian
DISTRIBUTION_VERSION=12

# PyPI
TORCH_REQUIREMENT="torch==2.11.0"
CUDA_COMPILER_REQUIREMENT="cuda-toolkit[nvcc,cccl,crt]==13.0.2"
CUDA_MAJOR=13
# Runtimes that packaging/bench.sh --peers measures the engine against; nothing else uses them.
PEERS_REQUIREMENTS=("openvino==2026.4.1" "onnxruntime==1.32.0" "onnx==1.23.2" "numpy==2.4.6")
# What the import of CLIP's weights is checked against (setup.sh --peer-models); torchvision is the one of this torch.
PEER_MODELS_REQUIREMENTS=("transformers==5.24.0" "open_clip_torch==3.3.0" "torchvision==0.26.0" "numpy==2.4.6")

# What packaging/sample_study.sh --svm compares with; nothing else uses them.
SVM_REQUIREMENTS=("scikit-learn==1.9.1" "tifffile==2026.3.3" "imagecodecs==2026.3.6")

# Free disk that a first set-up and build need, in GiB (.deps takes 6, the build folder 2).
FIRST_SETUP_GIB=10

# Debian 12: what the engine alone needs (preset engine-cuda), and what the program needs beside it
ENGINE_PACKAGES=(
    # to build
    build-essential cmake ninja-build ccache mold git ca-certificates python3 python3-venv
    # JSON, formatting, errors, tests
    nlohmann-json3-dev libfmt-dev libexpected-dev libgtest-dev
)
DEBIAN_PACKAGES=(
    "${ENGINE_PACKAGES[@]}"
    # desktop: Qt 6.4
    qt6-base-dev qt6-charts-dev qt6-svg-dev qt6-l10n-tools qt6-tools-dev qt6-tools-dev-tools qt6-translations-l10n
    libqt6opengl6-dev libgl-dev libopengl-dev
    # rasters and images
    libgdal-dev libproj-dev gdal-bin libopencv-dev libmatio-dev zlib1g-dev
    # command line, log, threads
    libcli11-dev libspdlog-dev libtbb-dev
    # experiments: their files and their results
    libyaml-cpp-dev libsqlite3-dev
    # tests, and the real window in them
    libgmock-dev xvfb xauth xdotool openbox x11-utils imagemagick fonts-dejavu-core
    # tests and pictures of the report: its PDF as text and as pages
    poppler-utils
)
# What exported maps are opened in (setup.sh --qgis); nothing else uses it.
QGIS_PACKAGES=(python3-qgis)
