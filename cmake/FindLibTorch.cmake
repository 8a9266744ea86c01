# Finds LibTorch inside the PyPI wheel `torch`, without that wheel's own CMake package (which sets global CUDA flags).
# Input:   LACUNA_TORCH_ROOT, the folder that holds include/ and lib/ (default: .deps/python/.../site-packages/torch)
# Output:  imported target LibTorch::LibTorch, LibTorch_CUDA (ON when the wheel carries the CUDA libraries)
file(GLOB _torch_candidates "${CMAKE_SOURCE_DIR}/.deps/python/lib/python3*/site-packages/torch")
find_path(LACUNA_TORCH_ROOT NAMES include/torch/csrc/api/include/torch/torch.h HINTS ${_torch_candidates} NO_DEFAULT_PATH)

include(FindPackageHandleStandardArgs)
find_library(LibTorch_CORE torch HINTS "${LACUNA_TORCH_ROOT}/lib" NO_DEFAULT_PATH)
find_package_handle_standard_args(LibTorch REQUIRED_VARS LACUNA_TORCH_ROOT LibTorch_CORE
  REASON_FAILURE_MESSAGE "run packaging/setup.sh, or set LACUNA_TORCH_ROOT to an unpacked torch wheel")

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
  set(_lib "${LACUNA_TORCH_ROOT}/lib")
  add_library(LibTorch::LibTorch INTERFACE IMPORTED)
  # Behind the system's folders: the wheel carries another release of fmt, whose headers must not meet the system's library.
  target_compile_options(LibTorch::LibTorch INTERFACE
    "SHELL:-idirafter \"${LACUNA_TORCH_ROOT}/include\"" "SHELL:-idirafter \"${LACUNA_TORCH_ROOT}/include/torch/csrc/api/include\"")
  # libstdc++ first: libtorch.so exports a std::filesystem of its own, whose remove_all calls a null pointer.
  set(_libs stdc++ "${_lib}/libtorch.so" "${_lib}/libtorch_cpu.so" "${_lib}/libc10.so" "${_lib}/libgomp.so.1")
  set(LibTorch_CUDA OFF)
  if(EXISTS "${_lib}/libtorch_cuda.so")
    # Nothing of ours names a symbol of these two: they register the CUDA kernels when loaded.
    set(LibTorch_CUDA ON)
    list(APPEND _libs "-Wl,--push-state,--no-as-needed" "${_lib}/libtorch_cuda.so" "${_lib}/libc10_cuda.so" "-Wl,--pop-state")
  endif()
  target_link_libraries(LibTorch::LibTorch INTERFACE ${_libs})
  target_link_options(LibTorch::LibTorch INTERFACE "-Wl,-rpath,${_lib}")
  # The wheel is built with the C++11 string ABI and finds its CUDA libraries by its own run path.
  target_link_options(LibTorch::LibTorch INTERFACE "-Wl,--allow-shlib-undefined")
endif()
mark_as_advanced(LibTorch_CORE)
