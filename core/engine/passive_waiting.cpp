#include <cstdlib>

// LibTorch's OpenMP threads spin while they wait for each other. When anything else wants a core, such as the window
// that is being drawn, each then burns the time slice that the other needs: training was ten times slower beside a
// compiler. OpenMP reads this setting when it is loaded; this library is initialised first (-z initfirst) and respects
// what the user has set.
__attribute__((constructor)) static void waitPassively() { ::setenv("OMP_WAIT_POLICY", "passive", 0); }
