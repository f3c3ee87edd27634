namespace MusicGen.Bindings.LibTorch.Modules;

/// <summary>A tensor that a module learns: it belongs to its module, not to a dispose scope.</summary>
public class Parameter : torch.Tensor
{
    /// <summary>Takes the tensor over; the given one is invalid afterwards.</summary>
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : base(data.requires_grad_(requires_grad).TakeHandle())
    {
        // A module is often built inside a scope that it must outlive.
        DetachFromDisposeScope();
    }
}
