#pragma once

namespace lacuna::ui {

/// Makes the calling thread give way to the others of the program (Linux: its nice value, 0 … 19), so that the window
/// stays smooth where readers and cores are equally many.
void lowerThreadPriority(int nice);

}  // namespace lacuna::ui
