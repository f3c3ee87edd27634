using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch.Modules;

/// <summary>Brings the last dimensions to mean 0 and variance 1, then scales and shifts them as learnt.</summary>
public sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    private Parameter? _weight;
    private Parameter? _bias;

    internal LayerNorm(long[] shape, double eps, bool affine, bool hasBias, Device? device, ScalarType? dtype)
        : base(nameof(LayerNorm))
    {
        normalized_shape = shape;
        this.eps = eps;
        elementwise_affine = affine;
        if (affine)
        {
            _weight = new Parameter(ones(shape, dtype, device));
            _bias = hasBias ? new Parameter(zeros(shape, dtype, device)) : null;
            register_parameter(nameof(weight), _weight);
            register_parameter(nameof(bias), _bias);
        }
    }

    public Parameter? bias
    {
        get => _bias;
        set => ReplaceParameter(nameof(bias), _bias = value);
    }

    public Parameter? weight
    {
        get => _weight;
        set => ReplaceParameter(nameof(weight), _weight = value);
    }

    public long[] normalized_shape { get; set; }

    public double eps { get; set; }

    public bool elementwise_affine { get; set; }

    public void reset_parameters()
    {
        if (_weight is not null)
        {
            nn.init.ones_(_weight).Dispose();
        }

        if (_bias is not null)
        {
            nn.init.zeros_(_bias).Dispose();
        }
    }

    public override Tensor forward(Tensor tensor) => Ops.LayerNorm.Call(tensor, normalized_shape, _weight, _bias, eps);
}
