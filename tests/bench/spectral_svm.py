"""What a tuned RBF support vector machine makes of the sample scene's spectra: one machine for every subset of sensors, on
the very split that a method was trained and judged on. Prints a Markdown table.

    spectral_svm.py SAMPLE_FOLDER SEED=FOLDER …     FOLDER holds train.tif and test.tif
"""
import sys

import numpy
import tifffile
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

GRID = {"svc__C": [1, 10, 100, 1000], "svc__gamma": [1e-4, 1e-3, 1e-2, "scale"]}


def bands_last(path):
    values = tifffile.imread(path).astype(numpy.float64)
    return values if values.shape[2] < values.shape[1] or values.shape[0] == values.shape[1] else numpy.moveaxis(values, 0, -1)


def accuracy(spectra, train, test):
    """Tuned by cross-validation on the training pixels alone."""
    folds = StratifiedKFold(3, shuffle=True, random_state=0)
    search = GridSearchCV(make_pipeline(StandardScaler(), SVC()), GRID, cv=folds)
    search.fit(spectra[train > 0], train[train > 0])
    return 100 * search.score(spectra[test > 0], test[test > 0])


def main():
    sample, splits = sys.argv[1], dict(argument.split("=", 1) for argument in sys.argv[2:])
    vnir, swir = bands_last(f"{sample}/ip_vnir.tif"), bands_last(f"{sample}/ip_swir.tif")
    subsets = {"complete": numpy.concatenate([vnir, swir], -1), "without SWIR": vnir, "without VNIR": swir}
    print("| method | subset | OA %, mean | range | training px | test px |\n| --- | --- | --- | --- | --- | --- |")
    labels = {seed: [tifffile.imread(f"{folder}/{side}.tif") for side in ("train", "test")] for seed, folder in splits.items()}
    span = lambda side: "–".join(str(f((pair[side] > 0).sum() for pair in labels.values())) for f in (min, max))
    for title, spectra in subsets.items():
        found = [accuracy(spectra, *pair) for pair in labels.values()]
        print(f"| spectral SVM, one a subset | {title} | {numpy.mean(found):.1f} | {min(found):.1f}–{max(found):.1f} | {span(0)} | {span(1)} |",
              flush=True)


if __name__ == "__main__":
    main()
