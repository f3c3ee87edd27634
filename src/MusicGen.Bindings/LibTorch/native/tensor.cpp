// What a tensor is (shape, type, place, memory) and its gradients.
#include "shim.h"

#include <torch/csrc/autograd/autograd.h>

using mgt::Handle;

MGT_EXPORT void mgt_tensor_free(Handle handle) {
    // Dropping the last reference may free a whole graph; nothing in there may unwind into the caller.
    mgt::guarded([&] { at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(mgt::impl(handle))); });
}

MGT_EXPORT Handle mgt_tensor_share(Handle handle) {
    return mgt::release(mgt::borrow(handle));
}

MGT_EXPORT int64_t mgt_tensor_dim(Handle handle) {
    return mgt::impl(handle)->dim();
}

MGT_EXPORT int64_t mgt_tensor_numel(Handle handle) {
    return mgt::impl(handle)->numel();
}

MGT_EXPORT int64_t mgt_tensor_element_size(Handle handle) {
    return static_cast<int64_t>(mgt::impl(handle)->dtype().itemsize());
}

// The shape and the strides, dim() values each.
MGT_EXPORT void mgt_tensor_geometry(Handle handle, int64_t* sizes, int64_t* strides) {
    auto tensor = mgt::borrow(handle);
    std::copy(tensor.sizes().begin(), tensor.sizes().end(), sizes);
    if (strides != nullptr) {
        std::copy(tensor.strides().begin(), tensor.strides().end(), strides);
    }
}

MGT_EXPORT int mgt_tensor_dtype(Handle handle) {
    return static_cast<int>(c10::typeMetaToScalarType(mgt::impl(handle)->dtype()));
}

MGT_EXPORT int mgt_tensor_device(Handle handle, int* index) {
    auto device = mgt::impl(handle)->device();
    *index = device.index();
    return static_cast<int>(device.type());
}

// Bit 0: requires a gradient; 1: is a leaf; 2: is contiguous.
MGT_EXPORT int mgt_tensor_flags(Handle handle) {
    auto tensor = mgt::borrow(handle);
    return (tensor.requires_grad() ? 1 : 0) | (tensor.is_leaf() ? 2 : 0) | (tensor.is_contiguous() ? 4 : 0);
}

MGT_EXPORT void* mgt_tensor_memory(Handle handle) {
    void* memory = nullptr;
    mgt::guarded([&] { memory = mgt::borrow(handle).data_ptr(); });
    return memory;
}

MGT_EXPORT int mgt_tensor_set_requires_grad(Handle handle, int value) {
    return mgt::guarded([&] { mgt::borrow(handle).requires_grad_(value != 0); });
}

MGT_EXPORT int mgt_tensor_grad(Handle handle, Handle* grad) {
    return mgt::guarded([&] { *grad = mgt::release(at::Tensor(mgt::borrow(handle).grad())); });
}

MGT_EXPORT int mgt_tensor_set_grad(Handle handle, Handle grad) {
    return mgt::guarded([&] { mgt::borrow(handle).mutable_grad() = mgt::borrow(grad); });
}

// Exchanges the memory under a parameter, so that everyone who holds it (module, optimiser) sees the move.
MGT_EXPORT int mgt_tensor_set_data(Handle handle, Handle data) {
    return mgt::guarded([&] { mgt::borrow(handle).set_data(mgt::borrow(data)); });
}


namespace {

std::vector<at::Tensor> many(const Handle* handles, int64_t count) {
    std::vector<at::Tensor> tensors;
    tensors.reserve(count);
    for (int64_t i = 0; i < count; i++) {
        tensors.push_back(mgt::borrow(handles[i]));
    }
    return tensors;
}

}  // namespace

MGT_EXPORT int mgt_backward(const Handle* roots, int64_t root_count, const Handle* seeds, int retain, int create, const Handle* inputs, int64_t input_count) {
    return mgt::guarded([&] {
        auto from = many(roots, root_count);
        auto with = seeds == nullptr ? std::vector<at::Tensor>() : many(seeds, root_count);
        torch::autograd::backward(from, with, retain != 0 || create != 0, create != 0, many(inputs, input_count));
    });
}

MGT_EXPORT int mgt_grad(const Handle* outputs, int64_t output_count, const Handle* inputs, int64_t input_count, const Handle* seeds,
                        int retain, int create, int allow_unused, Handle* grads) {
    return mgt::guarded([&] {
        auto with = seeds == nullptr ? std::vector<at::Tensor>() : many(seeds, output_count);
        auto found = torch::autograd::grad(many(outputs, output_count), many(inputs, input_count), with, retain != 0 || create != 0, create != 0, allow_unused != 0);
        for (int64_t i = 0; i < input_count; i++) {
            grads[i] = mgt::release(std::move(found[i]));
        }
    });
}

// Every gradient gone (or zeroed) in one call over all parameters.
MGT_EXPORT int mgt_zero_grads(const Handle* handles, int64_t count, int set_to_none) {
    return mgt::guarded([&] {
        for (int64_t i = 0; i < count; i++) {
            auto tensor = mgt::borrow(handles[i]);
            auto& grad = tensor.mutable_grad();
            if (!grad.defined()) {
                continue;
            }
            if (set_to_none != 0) {
                grad.reset();
            } else {
                grad = grad.detach().zero_();
            }
        }
    });
}
