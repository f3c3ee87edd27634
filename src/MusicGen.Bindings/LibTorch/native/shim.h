// The conventions of the shim's C interface, shared by all its files.
//
// A tensor handle is the TensorImpl pointer itself with one reference owned by the handle, so making a tensor costs the
// caller no allocation here. Every entry returns 0, or 1 with a thread-local message: no C++ exception crosses the border.
#pragma once

#include <ATen/ATen.h>
#include <string>

#define MGT_EXPORT extern "C" __attribute__((visibility("default")))

namespace mgt {

using Handle = void*;

std::string& last_error();

inline Handle release(at::Tensor&& tensor) {
    return tensor.defined() ? static_cast<Handle>(tensor.unsafeReleaseTensorImpl()) : nullptr;
}

// A new owning reference; the handle stays the caller's.
inline at::Tensor borrow(Handle handle) {
    if (handle == nullptr) {
        return at::Tensor();
    }
    return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::unsafe_reclaim_from_nonowning(
        static_cast<c10::TensorImpl*>(handle)));
}

inline c10::TensorImpl* impl(Handle handle) {
    return static_cast<c10::TensorImpl*>(handle);
}

template <class Body>
int guarded(Body&& body) {
    try {
        body();
        return 0;
    } catch (const c10::Error& error) {
        last_error() = error.what_without_backtrace();
    } catch (const std::exception& error) {
        last_error() = error.what();
    } catch (...) {
        last_error() = "an exception of unknown type";
    }
    return 1;
}

}  // namespace mgt
