// Process-wide and per-thread state of libtorch: version, threads, random numbers, gradient mode, CUDA.
#include "kernels.h"
#include "shim.h"

#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include <dlfcn.h>

using mgt::Handle;

std::string& mgt::last_error() {
    static thread_local std::string message;
    return message;
}

MGT_EXPORT const char* mgt_last_error() {
    return mgt::last_error().c_str();
}

// Raised, here and in Native/ShimLibrary.cs, when a function of the shim changes.
MGT_EXPORT int mgt_interface() {
    return 2;
}

MGT_EXPORT const char* mgt_version() {
    return TORCH_VERSION;
}

MGT_EXPORT int mgt_get_threads(int interop) {
    int count = 0;
    mgt::guarded([&] { count = interop != 0 ? at::get_num_interop_threads() : at::get_num_threads(); });
    return count;
}

MGT_EXPORT int mgt_set_threads(int interop, int count) {
    return mgt::guarded([&] {
        if (interop != 0) {
            at::set_num_interop_threads(count);
            return;
        }
        at::set_num_threads(count);
        // libtorch tells MKL of the number, but not OpenBLAS, whose threads would come on top.
        void* openblas = dlopen("libopenblas.so.0", RTLD_LAZY | RTLD_NOLOAD);
        auto set = openblas == nullptr ? nullptr : reinterpret_cast<void (*)(int)>(dlsym(openblas, "openblas_set_num_threads"));
        if (set != nullptr) {
            set(count);
        }
    });
}

// Denormals in the tails of Adam's moments cost a hundred times a normal number.
MGT_EXPORT int mgt_set_flush_denormal(int on) {
    return at::globalContext().setFlushDenormal(on != 0) ? 1 : 0;
}

MGT_EXPORT int mgt_has_tiles() {
    return mgt::has_tiles() ? 1 : 0;
}

// Lets linear and recurrent layers round the factors of their products to bfloat16 where there are tiles for them.
MGT_EXPORT void mgt_allow_bfloat16(int on) {
    mgt::allow_bfloat16(on != 0);
}

MGT_EXPORT int mgt_has_mkldnn() {
    return at::hasMKLDNN() ? 1 : 0;
}

MGT_EXPORT int mgt_grad_mode() {
    return at::GradMode::is_enabled() ? 1 : 0;
}

MGT_EXPORT void mgt_set_grad_mode(int on) {
    at::GradMode::set_enabled(on != 0);
}

MGT_EXPORT int mgt_inference_mode() {
    return c10::InferenceMode::is_enabled() ? 1 : 0;
}

MGT_EXPORT void* mgt_inference_mode_enter(int on) {
    return new c10::InferenceMode(on != 0);
}

MGT_EXPORT void mgt_inference_mode_leave(void* guard) {
    delete static_cast<c10::InferenceMode*>(guard);
}

MGT_EXPORT int mgt_manual_seed(int64_t seed) {
    return mgt::guarded([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

MGT_EXPORT int mgt_cuda_available() {
    int available = 0;
    mgt::guarded([&] { available = torch::cuda::is_available() ? 1 : 0; });
    return available;
}

MGT_EXPORT int mgt_cudnn_available() {
    int available = 0;
    mgt::guarded([&] { available = torch::cuda::cudnn_is_available() ? 1 : 0; });
    return available;
}

MGT_EXPORT int mgt_cuda_count() {
    int count = 0;
    mgt::guarded([&] { count = static_cast<int>(torch::cuda::device_count()); });
    return count;
}

MGT_EXPORT int mgt_cuda_seed(int64_t seed) {
    return mgt::guarded([&] { torch::cuda::manual_seed_all(static_cast<uint64_t>(seed)); });
}

MGT_EXPORT int mgt_cuda_synchronize(int64_t index) {
    return mgt::guarded([&] { torch::cuda::synchronize(index); });
}

namespace {

// A newer libtorch may drop these switches for finer ones; the call is then without effect.
template <class Context>
auto allow_tf32(Context& context, bool on, int) -> decltype(context.setAllowTF32CuBLAS(on), context.setAllowTF32CuDNN(on)) {
    context.setAllowTF32CuBLAS(on);
    context.setAllowTF32CuDNN(on);
}

template <class Context>
void allow_tf32(Context&, bool, long) {}

}  // namespace

// Lets matrix products of float32 run on the tensor cores with 10-bit mantissas.
MGT_EXPORT int mgt_allow_tf32(int on) {
    return mgt::guarded([&] { allow_tf32(at::globalContext(), on != 0, 0); });
}

MGT_EXPORT int mgt_generator_new(int is_default, int device_type, int index, uint64_t seed, void** generator) {
    return mgt::guarded([&] {
        c10::Device device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(index));
        if (is_default != 0) {
            *generator = new at::Generator(at::globalContext().defaultGenerator(device));
            return;
        }
        // A copy of the device's own generator: the way to a new one that needs no CUDA headers.
        auto made = at::globalContext().defaultGenerator(device).clone();
        made.set_current_seed(seed);
        *generator = new at::Generator(made);
    });
}

MGT_EXPORT void mgt_generator_free(void* generator) {
    delete static_cast<at::Generator*>(generator);
}

MGT_EXPORT int mgt_generator_seed(void* generator, int64_t seed) {
    return mgt::guarded([&] {
        auto& target = *static_cast<at::Generator*>(generator);
        std::lock_guard<std::mutex> lock(target.mutex());
        target.set_current_seed(static_cast<uint64_t>(seed));
    });
}

// fresh: takes a new non-deterministic seed first.
MGT_EXPORT int64_t mgt_generator_current_seed(void* generator, int fresh) {
    int64_t seed = 0;
    mgt::guarded([&] {
        auto& target = *static_cast<at::Generator*>(generator);
        std::lock_guard<std::mutex> lock(target.mutex());
        seed = static_cast<int64_t>(fresh != 0 ? target.seed() : target.current_seed());
    });
    return seed;
}

MGT_EXPORT int mgt_generator_state(void* generator, Handle* state) {
    return mgt::guarded([&] {
        auto& target = *static_cast<at::Generator*>(generator);
        std::lock_guard<std::mutex> lock(target.mutex());
        *state = mgt::release(target.get_state());
    });
}

MGT_EXPORT int mgt_generator_set_state(void* generator, Handle state) {
    return mgt::guarded([&] {
        auto& target = *static_cast<at::Generator*>(generator);
        std::lock_guard<std::mutex> lock(target.mutex());
        target.set_state(mgt::borrow(state));
    });
}
