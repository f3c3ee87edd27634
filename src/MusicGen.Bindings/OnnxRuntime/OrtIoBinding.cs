using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>A session's inputs and outputs, bound to values once so that each run costs one native call and no managed byte.</summary>
/// <remarks>Single-threaded. Keeps the session and the bound values reachable; a bound value must not be disposed while runs go on.</remarks>
public sealed class OrtIoBinding : SafeHandle
{
    private readonly OrtSessionHandle _session;
    private readonly Dictionary<string, object> _inputs = [];
    private readonly Dictionary<string, object> _outputs = [];

    internal OrtIoBinding(OrtSessionHandle session)
        : base(0, ownsHandle: true)
    {
        SetHandle(OrtApi.CreateIoBinding(session.Pointer));
        var isReferenced = false;
        session.DangerousAddRef(ref isReferenced);
        _session = session;
    }

    public override bool IsInvalid => handle == 0;

    internal nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(OrtIoBinding)) : handle;

    /// <exception cref="OnnxRuntimeException">The model has no input of that name, or the run's device cannot read the value.</exception>
    public void BindInput(string name, OrtValue ortValue)
    {
        OrtApi.BindInput(Pointer, name, ortValue.Pointer);
        _inputs[name] = ortValue;
    }

    public void BindInput(string name, TensorElementType elementType, long[] shape, OrtMemoryAllocation allocation)
    {
        // The native binding shares the tensor, so this value of ours may go; the memory under it may not.
        using var value = OrtValue.CreateTensorValueWithData(allocation.Info, elementType, shape, allocation.Pointer, allocation.Size);
        OrtApi.BindInput(Pointer, name, value.Pointer);
        _inputs[name] = allocation;
    }

    /// <summary>The run writes this output into <paramref name="ortValue"/>.</summary>
    public void BindOutput(string name, OrtValue ortValue)
    {
        OrtApi.BindOutput(Pointer, name, ortValue.Pointer);
        _outputs[name] = ortValue;
    }

    public void BindOutput(string name, TensorElementType elementType, long[] shape, OrtMemoryAllocation allocation)
    {
        using var value = OrtValue.CreateTensorValueWithData(allocation.Info, elementType, shape, allocation.Pointer, allocation.Size);
        OrtApi.BindOutput(Pointer, name, value.Pointer);
        _outputs[name] = allocation;
    }

    /// <summary>Each run allocates this output anew in the named memory: for shapes not known before.</summary>
    public void BindOutputToDevice(string name, OrtMemoryInfo memInfo)
    {
        OrtApi.BindOutputToDevice(Pointer, name, memInfo.Pointer);
        _outputs[name] = memInfo;
    }

    /// <summary>Waits until the inputs have reached their device.</summary>
    public void SynchronizeBoundInputs() => OrtApi.SynchronizeBoundInputs(Pointer);

    /// <summary>Waits until the outputs have been written.</summary>
    public void SynchronizeBoundOutputs() => OrtApi.SynchronizeBoundOutputs(Pointer);

    /// <summary>Names of the bound outputs, in binding order.</summary>
    public string[] GetOutputNames() => OrtApi.GetBoundOutputNames(Pointer);

    /// <summary>The bound outputs in binding order; dispose the collection.</summary>
    public IDisposableReadOnlyCollection<OrtValue> GetOutputValues()
    {
        var handles = OrtApi.GetBoundOutputValues(Pointer);
        var values = new DisposableList<OrtValue>(handles.Length);
        values.AddRange(handles.Select(value => new OrtValue(value)));
        return values;
    }

    public void ClearBoundInputs()
    {
        OrtApi.ClearBoundInputs(Pointer);
        _inputs.Clear();
    }

    public void ClearBoundOutputs()
    {
        OrtApi.ClearBoundOutputs(Pointer);
        _outputs.Clear();
    }

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseIoBinding(handle);
        _session.DangerousRelease();
        handle = 0;
        return true;
    }
}
