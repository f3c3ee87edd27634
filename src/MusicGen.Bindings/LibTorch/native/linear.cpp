// Linear layers whose factors may be rounded to bfloat16: products by tiles, forward and backward. Where the processor has
// none, or nobody has allowed it, libtorch's operator is used: its BLAS is as fast as the vector loops here.
#include "products.h"
#include "shim.h"

#include <torch/csrc/autograd/custom_function.h>

using at::Tensor;
using mgt::Handle;
using mgt::Packed;
using mgt::data;
using mgt::multiply_all;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

// input (rows, inputs), weight (outputs, inputs)
struct LinearLayer : torch::autograd::Function<LinearLayer> {
    static Tensor forward(AutogradContext* context, const Tensor& input, const Tensor& weight) {
        const auto& kernels = *mgt::tile_kernels();
        int64_t rows = input.size(0), inputs = input.size(1), outputs = weight.size(0);
        Tensor output = at::empty({rows, outputs}, input.options());
        multiply_all(kernels, data(input), inputs, 1, rows, Packed(kernels, data(weight), 1, inputs, inputs, outputs), data(output), false);
        context->save_for_backward({input, weight});
        context->saved_data["kernels"] = reinterpret_cast<int64_t>(&kernels);  // what is allowed may change before the way back
        return output;
    }

    static variable_list backward(AutogradContext* context, variable_list slopes) {
        TORCH_CHECK(!at::GradMode::is_enabled(), "the linear layer has no second derivative in bfloat16; use the precision 'high'");
        auto saved = context->get_saved_variables();
        const Tensor &input = saved[0], &weight = saved[1];
        const auto& kernels = *reinterpret_cast<const mgt::Kernels*>(context->saved_data["kernels"].toInt());
        int64_t rows = input.size(0), inputs = input.size(1), outputs = weight.size(0);
        Tensor output_gradient = slopes[0].contiguous();

        Tensor input_gradient;
        if (context->needs_input_grad(0)) {
            input_gradient = at::empty_like(input);
            multiply_all(kernels, data(output_gradient), outputs, 1, rows, Packed(kernels, data(weight), inputs, 1, outputs, inputs), data(input_gradient), false);
        }
        Tensor weight_gradient = at::empty_like(weight);
        multiply_all(kernels, data(output_gradient), 1, outputs, outputs, Packed(kernels, data(input), inputs, 1, rows, inputs), data(weight_gradient), false);
        return {input_gradient, weight_gradient};
    }
};

constexpr int64_t kFewestRows = 64;  // below, packing the weights costs more than it saves

bool fits(const Tensor& input, const Tensor& weight) {
    return mgt::tile_kernels() != nullptr && mgt::is_plain(input) && mgt::is_plain(weight) && weight.is_contiguous() && weight.dim() == 2 && input.dim() > 1
        && input.size(-1) == weight.size(1) && input.numel() >= kFewestRows * weight.size(1);
}

}  // namespace

MGT_EXPORT int mgt_linear(Handle input, Handle weight, Handle bias, Handle* result) {
    return mgt::guarded([&] {
        Tensor x = mgt::borrow(input), w = mgt::borrow(weight), b = mgt::borrow(bias);
        if (!fits(x, w)) {
            *result = mgt::release(at::linear(x, w, b));
            return;
        }
        auto shape = x.sizes().vec();
        shape.back() = w.size(0);
        Tensor y = LinearLayer::apply(x.reshape({-1, w.size(1)}).contiguous(), w).view(shape);
        *result = mgt::release(b.defined() ? y + b : std::move(y));
    });
}
