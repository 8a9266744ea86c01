#pragma once

// Precompiled header of this folder. ATen alone: the modules and optimizers of torch/torch.h are not used and would
// treble the time to compile.
#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
