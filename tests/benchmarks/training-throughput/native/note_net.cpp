// Trains the note network in plain C++. Reads lines with a number of iterations from the standard input, runs them, and
// answers each with the seconds they took and the last loss; so that both sides can take turns on the same machine.
#include <torch/torch.h>

#include <chrono>
#include <iostream>

namespace {

constexpr int64_t kInputs = 6, kRows = 600, kEmbedding = 64;
const std::vector<int64_t> kFields{3, 96, 17, 128, 96, 32};

struct NoteNet : torch::nn::Module {
    torch::nn::Embedding table;
    torch::nn::LSTM memory;
    std::vector<torch::nn::Linear> heads;

    NoteNet(int64_t hidden, int64_t layers)
        : table(register_module("table", torch::nn::Embedding(kRows, kEmbedding))),
          memory(register_module("memory", torch::nn::LSTM(torch::nn::LSTMOptions(kInputs * kEmbedding, hidden).num_layers(layers)))) {
        for (size_t i = 0; i < kFields.size(); i++) {
            heads.push_back(register_module("head" + std::to_string(i), torch::nn::Linear(hidden, kFields[i])));
        }
    }

    torch::Tensor loss(const torch::Tensor& inputs, const torch::Tensor& targets) {
        auto signal = table(inputs).view({inputs.size(0), inputs.size(1), kInputs * kEmbedding});
        auto features = std::get<0>(memory(signal)).view({inputs.size(0) * inputs.size(1), -1});
        torch::Tensor total;
        for (size_t i = 0; i < heads.size(); i++) {
            auto part = torch::nn::functional::cross_entropy(heads[i](features), targets.select(0, i));
            total = total.defined() ? total + part : part;
        }
        return total;
    }
};

}  // namespace

int main(int count, char** arguments) {
    if (count != 6) {
        std::cerr << "usage: note_net THREADS BATCH STEPS HIDDEN LAYERS\n";
        return 2;
    }
    torch::set_num_threads(std::stoi(arguments[1]));
    int64_t batch = std::stoll(arguments[2]), steps = std::stoll(arguments[3]);
    torch::manual_seed(1);
    NoteNet net(std::stoll(arguments[4]), std::stoll(arguments[5]));
    torch::optim::AdamW optimizer(net.parameters(), torch::optim::AdamWOptions(1e-3).weight_decay(0.01));
    auto inputs = torch::randint(kRows, {steps, batch, kInputs}, torch::kLong);
    std::vector<torch::Tensor> targets;
    for (auto size : kFields) {
        targets.push_back(torch::randint(size, {steps * batch}, torch::kLong));
    }
    auto target = torch::stack(targets);

    int64_t iterations;
    while (std::cin >> iterations) {
        auto start = std::chrono::steady_clock::now();
        double last = 0;
        for (int64_t i = 0; i < iterations; i++) {
            optimizer.zero_grad();
            auto loss = net.loss(inputs, target);
            loss.backward();
            torch::nn::utils::clip_grad_norm_(net.parameters(), 1.0);
            optimizer.step();
            last = loss.item<double>();
        }
        std::cout << std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() << ' ' << last << std::endl;
    }
    return 0;
}
