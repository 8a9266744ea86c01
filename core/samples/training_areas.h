#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/land_class.h"
#include "base/result.h"
#include "samples/pixel_cover.h"

namespace lacuna::samples {

/// What an analyst marked as one class, in the map coordinates of the scene: points, each labelling the pixel it lies
/// in, or the pixels whose centre is inside an odd number of the rings (coveredPixels). One of the two is empty.
struct TrainingArea {
    int classValue = 0;
    std::vector<Ring> rings;  ///< in map coordinates
    std::vector<std::array<double, 2>> points;
    bool operator==(const TrainingArea&) const = default;
};
/// Areas never change; an edit puts another in the place of one. The pointer is the area's identity.
using TrainingAreaPtr = std::shared_ptr<const TrainingArea>;
using AreaSelection = std::set<TrainingAreaPtr>;

/// An editable set of samples: classes, and areas in the order drawn. Where two claim a pixel the later one has it.
/// A value: copies are cheap and share the areas.
struct TrainingAreas {
    base::ClassTable classes;     ///< by ascending value
    std::map<int, int> parents;   ///< value → value of the class above it; those at the top aren't here
    std::vector<TrainingAreaPtr> areas;

    int countOf(int classValue) const;
    /// Value of the class above, 0 at the top.
    int parentOf(int classValue) const;
    /// The class at `depth` steps below the top on the way to `classValue` (itself where the way is shorter).
    int ancestorAt(int classValue, int depth) const;
    /// Steps from the top, 0 for a class at the top; of all classes the deepest for value 0.
    int depthOf(int classValue) const;
};

/// The table's edits. Errors: Usage (an empty name or one that is taken, a value that isn't there, 255 classes
/// already, a class above itself).
base::Result<int> addClass(TrainingAreas& set, const std::string& name);  ///< value of the new class
base::Status renameClass(TrainingAreas& set, int value, const std::string& name);
base::Status recolorClass(TrainingAreas& set, int value, base::Rgb color);
/// Takes the areas of the class along; the classes below it go up one step.
base::Status removeClass(TrainingAreas& set, int value);
/// `parent` 0: to the top.
base::Status setParent(TrainingAreas& set, int value, int parent);

/// Puts what `edit` makes of each selected area into its place: nothing, one or several. The rest stays as it is.
void replaceAreas(TrainingAreas& set, const AreaSelection& selected,
                  const std::function<std::vector<TrainingAreaPtr>(const TrainingArea&)>& edit);
TrainingArea moved(TrainingArea area, double dx, double dy);
TrainingArea withClass(TrainingArea area, int classValue);

/// All classes at most `depth` steps below the top: deeper ones become the class above them, areas follow.
TrainingAreas generalised(TrainingAreas set, int depth);

}  // namespace lacuna::samples
