using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch.Modules;

/// <summary>One step of one long short-term memory layer.</summary>
public sealed class LSTMCell : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor)>
{
    private readonly long _hiddenSize;

    internal LSTMCell(long inputSize, long hiddenSize, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(LSTMCell))
    {
        _hiddenSize = hiddenSize;
        var bound = 1 / Math.Sqrt(hiddenSize);
        weight_ih = nn.Fresh([4 * hiddenSize, inputSize], bound, device, dtype);
        weight_hh = nn.Fresh([4 * hiddenSize, hiddenSize], bound, device, dtype);
        register_parameter(nameof(weight_ih), weight_ih);
        register_parameter(nameof(weight_hh), weight_hh);
        if (bias)
        {
            bias_ih = nn.Fresh([4 * hiddenSize], bound, device, dtype);
            bias_hh = nn.Fresh([4 * hiddenSize], bound, device, dtype);
            register_parameter(nameof(bias_ih), bias_ih);
            register_parameter(nameof(bias_hh), bias_hh);
        }
    }

    public Parameter weight_ih { get; }

    public Parameter weight_hh { get; }

    public Parameter? bias_ih { get; }

    public Parameter? bias_hh { get; }

    /// <summary>The next hidden and cell states, each (batch, hidden).</summary>
    public override (Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
    {
        var zero = h0_c0 is null ? zeros([input.shape[0], _hiddenSize], input.dtype, input.device) : null;
        var (hidden, cell) = h0_c0 ?? (zero!, zero!);
        var next = Ops.LstmCell.CallPair(input, (Tensor[])[hidden, cell], weight_ih, weight_hh, bias_ih, bias_hh);
        zero?.Dispose();
        return next;
    }

    public new (Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => forward(input, h0_c0);
}
