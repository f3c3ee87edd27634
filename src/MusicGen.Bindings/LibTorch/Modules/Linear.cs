using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch.Modules;

/// <summary>A matrix product and a bias: the heads of a network.</summary>
public sealed unsafe class Linear : nn.Module<Tensor, Tensor>
{
    private Parameter _weight;  // (out, in)
    private Parameter? _bias;   // (out)

    internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype)
        : this(nn.Fresh([outputSize, inputSize], 1 / Math.Sqrt(inputSize), device, dtype), hasBias ? nn.Fresh([outputSize], 1 / Math.Sqrt(inputSize), device, dtype) : null)
    {
    }

    internal Linear(Parameter weight, Parameter? bias)
        : base(nameof(Linear))
    {
        _weight = weight;
        _bias = bias;
        var shape = weight.shape;
        out_features = shape[0];
        in_features = shape[1];
        register_parameter(nameof(weight), weight);
        register_parameter(nameof(bias), bias);
    }

    public Parameter? bias
    {
        get => _bias;
        set => ReplaceParameter(nameof(bias), _bias = value);
    }

    public Parameter weight
    {
        get => _weight;
        set => ReplaceParameter(nameof(weight), _weight = value);
    }

    public long in_features { get; set; }

    public long out_features { get; set; }

    public override Tensor forward(Tensor tensor)
    {
        nint result;
        Shim.Check(Shim.Linear(tensor.Handle, _weight.Handle, _bias?.Handle ?? 0, &result));
        GC.KeepAlive(tensor);
        GC.KeepAlive(_weight);
        GC.KeepAlive(_bias);
        return new Tensor(result);
    }
}
