#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "raster/grid.h"
#include "raster/source_file.h"

namespace lacuna::raster {

/// One file of a modality: its data bands (an alpha band is the mask, not data) with no-data value, scale and offset.
class ModalityFile {
public:
    /// Errors: as openRaster; BadData for complex numbers or no data band.
    static base::Result<ModalityFile> open(const std::string& path);
    /// Warps the file to `grid` from now on. Errors: as alignedView.
    base::Status alignTo(const Grid& grid);

    const std::string& path() const { return path_; }
    const Grid& grid() const { return grid_; }  ///< the file's own
    int bands() const { return static_cast<int>(bands_.size()); }
    GDALDataset& dataset() const { return view_ ? *view_ : *file_; }
    std::string bandName(int index) const;
    std::vector<double> wavelengths() const;
    const char* typeName() const;  ///< GDAL's name of the type that holds all bands
    int typeBytes() const;

    /// Reads a window that lies inside the grid: `values` gets bands() planes, `planeStride` floats apart, rows
    /// `lineStride` floats apart; `holdsData` (rows `lineStride` bytes apart) is set to 0 where a band has no data and
    /// left alone elsewhere.
    base::Status read(const Window& window, float* values, std::uint8_t* holdsData, std::size_t lineStride,
                      std::size_t planeStride) const;

private:
    struct Band {
        int number = 0;  ///< in the dataset, from 1
        bool hasNoData = false;
        float noData = 0;
        float scale = 1;
        float offset = 0;
    };
    void listBands();
    base::Status applyMasks(const Window& window, std::uint8_t* holdsData, std::size_t lineStride) const;

    std::string path_;
    Grid grid_;
    DatasetPtr file_;
    DatasetPtr view_;  ///< the aligned view; goes before file_
    std::vector<Band> bands_;
    bool masked_ = false;  ///< a mask band says where data is
    int alpha_ = 0;        ///< band that says where data is, 0: none; GDAL takes it for a mask only when it is of whole numbers
};

}  // namespace lacuna::raster
