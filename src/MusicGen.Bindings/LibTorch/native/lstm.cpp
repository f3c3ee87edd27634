// Recurrent layers on the CPU in float32, forward and backward by hand: about three times as fast as libtorch's own, which
// builds a graph of small operations per time step and, beside a BLAS with threads of its own, keeps two pools of threads
// fighting for the cores. Everything else (CUDA, other types, odd sizes, single steps) goes to libtorch's operator.
#include "products.h"
#include "shim.h"

#include <torch/csrc/autograd/custom_function.h>

using at::Tensor;
using mgt::Handle;
using mgt::Packed;
using mgt::data;
using mgt::is_plain;
using mgt::multiply_all;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

struct Sizes {
    int64_t steps, rows, inputs, hidden;
};

void forward_steps(const mgt::Kernels& kernels, Sizes n, const float* weight_hh, const float* h0, const float* c0, float* gates, float* cells, float* output) {
    // (hidden, 4 hidden): the transpose of the weights, because rows of states are multiplied from the left
    Packed recurrent(kernels, weight_hh, 1, n.hidden, n.hidden, 4 * n.hidden);
    int64_t state = n.rows * n.hidden;
    int64_t units = n.hidden / kernels.panel;
    mgt::in_parallel(units, [&](int64_t part, int64_t parts) {
        mgt::Share share(units, part, parts);
        for (int64_t t = 0; t < n.steps; t++) {
            const float* before = t == 0 ? h0 : output + (t - 1) * state;
            float* sums = gates + t * 4 * state;
            mgt::Product product{before, n.hidden, 1, recurrent.panel_data(), sums, 4 * n.hidden, 4 * n.hidden, n.hidden, true};
            // A thread alone takes all gates at once, so that tiles are made of the state once.
            for (int64_t gate = 0; parts > 1 && gate < 4; gate++) {
                kernels.multiply(product, 0, n.rows, gate * units + share.begin, gate * units + share.end);
            }
            if (parts == 1) {
                kernels.multiply(product, 0, n.rows, 0, 4 * units);
            }
            kernels.gates({n.rows, n.hidden, share.begin * kernels.panel, share.end * kernels.panel, sums,
                           t == 0 ? c0 : cells + (t - 1) * state, cells + t * state, output + t * state});
            mgt::barrier();
        }
    });
}

struct BackwardSteps {
    const float* weight_hh;
    const float* c0;
    const float* gates;
    const float* cells;
    const float* output_gradient;
    float* hidden_gradient;   // in: of the last state; out: of the first
    float* cell_gradient;     // the same
    float* gate_gradient;
    float* bias_gradient;
};

void backward_steps(const mgt::Kernels& kernels, Sizes n, const BackwardSteps& b) {
    Packed recurrent(kernels, b.weight_hh, n.hidden, 1, 4 * n.hidden, n.hidden);
    int64_t state = n.rows * n.hidden;
    int64_t units = n.hidden / kernels.panel;
    mgt::in_parallel(units, [&](int64_t part, int64_t parts) {
        mgt::Share share(units, part, parts);
        for (int64_t t = n.steps - 1; t >= 0; t--) {
            float* slopes = b.gate_gradient + t * 4 * state;
            kernels.gates_back({n.rows, n.hidden, share.begin * kernels.panel, share.end * kernels.panel, b.gates + t * 4 * state,
                                t == 0 ? b.c0 : b.cells + (t - 1) * state, b.cells + t * state,
                                b.output_gradient == nullptr ? nullptr : b.output_gradient + t * state,
                                b.hidden_gradient, b.cell_gradient, slopes, b.bias_gradient});
            mgt::barrier();
            mgt::Product product{slopes, 4 * n.hidden, 1, recurrent.panel_data(), b.hidden_gradient, n.hidden, n.hidden, 4 * n.hidden, false};
            kernels.multiply(product, 0, n.rows, share.begin, share.end);
        }
    });
}

// One layer over a whole sequence (steps, rows, inputs).
struct LstmLayer : torch::autograd::Function<LstmLayer> {
    static variable_list forward(AutogradContext* context, const Tensor& input, const Tensor& h0, const Tensor& c0,
                                 const Tensor& weight_ih, const Tensor& weight_hh, const Tensor& bias_ih, const Tensor& bias_hh) {
        Sizes n{input.size(0), input.size(1), input.size(2), weight_hh.size(1)};
        const auto& kernels = *mgt::kernels_for(n.hidden);
        auto options = input.options();
        Tensor bias = bias_ih.defined() ? bias_ih + bias_hh : at::zeros({4 * n.hidden}, options);
        Tensor gates = bias.expand({n.steps, n.rows, 4 * n.hidden}).contiguous();
        Tensor cells = at::empty({n.steps, n.rows, n.hidden}, options);
        Tensor output = at::empty({n.steps, n.rows, n.hidden}, options);

        multiply_all(kernels, data(input), n.inputs, 1, n.steps * n.rows, Packed(kernels, data(weight_ih), 1, n.inputs, n.inputs, 4 * n.hidden), data(gates), true);
        forward_steps(kernels, n, data(weight_hh), data(h0), data(c0), data(gates), data(cells), data(output));

        context->save_for_backward({input, h0, c0, weight_ih, weight_hh, gates, cells, output});
        context->saved_data["bias"] = bias_ih.defined();
        return {output, output.select(0, n.steps - 1).clone(), cells.select(0, n.steps - 1).clone()};
    }

    static variable_list backward(AutogradContext* context, variable_list slopes) {
        TORCH_CHECK(!at::GradMode::is_enabled(), "the recurrent layer has no second derivative on the CPU in float32; use float64");
        auto saved = context->get_saved_variables();
        const Tensor &input = saved[0], &h0 = saved[1], &c0 = saved[2], &weight_ih = saved[3], &weight_hh = saved[4];
        const Tensor &gates = saved[5], &cells = saved[6], &output = saved[7];
        Sizes n{input.size(0), input.size(1), input.size(2), weight_hh.size(1)};
        const auto& kernels = *mgt::kernels_for(n.hidden);
        auto options = input.options();
        int64_t positions = n.steps * n.rows;

        Tensor output_gradient = slopes[0].defined() ? slopes[0].contiguous() : Tensor();
        Tensor hidden_gradient = slopes[1].defined() ? slopes[1].clone(at::MemoryFormat::Contiguous) : at::zeros({n.rows, n.hidden}, options);
        Tensor cell_gradient = slopes[2].defined() ? slopes[2].clone(at::MemoryFormat::Contiguous) : at::zeros({n.rows, n.hidden}, options);
        Tensor gate_gradient = at::empty({n.steps, n.rows, 4 * n.hidden}, options);
        Tensor bias_gradient = at::zeros({4 * n.hidden}, options);
        backward_steps(kernels, n, {data(weight_hh), data(c0), data(gates), data(cells), output_gradient.defined() ? data(output_gradient) : nullptr,
                                    data(hidden_gradient), data(cell_gradient), data(gate_gradient), data(bias_gradient)});

        Tensor input_gradient;
        if (context->needs_input_grad(0)) {
            input_gradient = at::empty_like(input);
            multiply_all(kernels, data(gate_gradient), 4 * n.hidden, 1, positions, Packed(kernels, data(weight_ih), n.inputs, 1, 4 * n.hidden, n.inputs), data(input_gradient), false);
        }
        Tensor ih_gradient = at::empty_like(weight_ih);
        multiply_all(kernels, data(gate_gradient), 1, 4 * n.hidden, 4 * n.hidden, Packed(kernels, data(input), n.inputs, 1, positions, n.inputs), data(ih_gradient), false);

        Tensor hh_gradient = at::empty_like(weight_hh);
        const float* slopes_data = data(gate_gradient);
        multiply_all(kernels, slopes_data, 1, 4 * n.hidden, 4 * n.hidden, Packed(kernels, data(h0), n.hidden, 1, n.rows, n.hidden), data(hh_gradient), false);
        if (n.steps > 1) {
            multiply_all(kernels, slopes_data + n.rows * 4 * n.hidden, 1, 4 * n.hidden, 4 * n.hidden,
                         Packed(kernels, data(output), n.hidden, 1, positions - n.rows, n.hidden), data(hh_gradient), true);
        }
        bool has_bias = context->saved_data["bias"].toBool();
        return {input_gradient, hidden_gradient, cell_gradient, ih_gradient, hh_gradient, has_bias ? bias_gradient : Tensor(), has_bias ? bias_gradient.clone() : Tensor()};
    }
};

struct LstmCall {
    Tensor input, hidden, cell;
    std::vector<Tensor> weights;
    bool has_biases, training, batch_first;
    int64_t layers;
    double dropout;
};

constexpr int64_t kFewestSteps = 4, kFewestPositions = 64;  // below, packing the weights costs more than it saves

bool fits(const LstmCall& call) {
    if (call.input.dim() != 3 || call.hidden.dim() != 3 || call.cell.dim() != 3 || !is_plain(call.input) || !is_plain(call.hidden) || !is_plain(call.cell)) {
        return false;
    }
    int64_t stride = call.has_biases ? 4 : 2;
    if (static_cast<int64_t>(call.weights.size()) != call.layers * stride || call.layers == 0) {
        return false;
    }
    int64_t hidden = call.hidden.size(2), inputs = call.input.size(2), rows = call.input.size(call.batch_first ? 0 : 1), steps = call.input.size(call.batch_first ? 1 : 0);
    if (mgt::kernels_for(hidden) == nullptr || steps < kFewestSteps || steps * rows < kFewestPositions
        || call.hidden.sizes() != at::IntArrayRef({call.layers, rows, hidden}) || call.cell.sizes() != call.hidden.sizes()) {
        return false;
    }
    for (int64_t layer = 0; layer < call.layers; layer++) {
        const Tensor* w = &call.weights[layer * stride];
        bool right = w[0].sizes() == at::IntArrayRef({4 * hidden, layer == 0 ? inputs : hidden}) && w[1].sizes() == at::IntArrayRef({4 * hidden, hidden});
        for (int64_t i = 0; i < stride; i++) {
            right = right && is_plain(w[i]) && w[i].is_contiguous() && (i < 2 || w[i].sizes() == at::IntArrayRef({4 * hidden}));
        }
        if (!right) {
            return false;  // libtorch's own checks say what is wrong
        }
    }
    return true;
}

std::tuple<Tensor, Tensor, Tensor> run_layers(const LstmCall& call) {
    int64_t stride = call.has_biases ? 4 : 2;
    Tensor signal = (call.batch_first ? call.input.transpose(0, 1) : call.input).contiguous();
    std::vector<Tensor> hidden, cell;
    for (int64_t layer = 0; layer < call.layers; layer++) {
        const Tensor* w = &call.weights[layer * stride];
        Tensor none;
        auto results = LstmLayer::apply(signal, call.hidden.select(0, layer).contiguous(), call.cell.select(0, layer).contiguous(), w[0], w[1],
                                        call.has_biases ? w[2] : none, call.has_biases ? w[3] : none);
        signal = results[0];
        hidden.push_back(results[1]);
        cell.push_back(results[2]);
        if (call.dropout > 0 && call.training && layer + 1 < call.layers) {
            signal = at::dropout(signal, call.dropout, true);
        }
    }
    return {call.batch_first ? signal.transpose(0, 1) : signal, at::stack(hidden), at::stack(cell)};
}

}  // namespace

// own: 0 asks for libtorch's operator even where the layers above would fit (tests compare the two).
MGT_EXPORT int mgt_lstm(Handle input, Handle hidden, Handle cell, const Handle* weights, int64_t weight_count, int has_biases, int64_t layers,
                        double dropout, int training, int bidirectional, int batch_first, int own, Handle* results) {
    return mgt::guarded([&] {
        LstmCall call{mgt::borrow(input), mgt::borrow(hidden), mgt::borrow(cell), {}, has_biases != 0, training != 0, batch_first != 0, layers, dropout};
        for (int64_t i = 0; i < weight_count; i++) {
            call.weights.push_back(mgt::borrow(weights[i]));
        }
        auto produced = own != 0 && bidirectional == 0 && fits(call)
            ? run_layers(call)
            : at::lstm(call.input, {call.hidden, call.cell}, call.weights, call.has_biases, layers, dropout, call.training, bidirectional != 0, call.batch_first);
        results[0] = mgt::release(std::move(std::get<0>(produced)));
        results[1] = mgt::release(std::move(std::get<1>(produced)));
        results[2] = mgt::release(std::move(std::get<2>(produced)));
    });
}
