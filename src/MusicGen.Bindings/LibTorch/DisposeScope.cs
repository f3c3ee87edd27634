using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch;

/// <summary>Owns the tensors made on its thread while it is the innermost scope, and disposes those not moved out when it ends.</summary>
/// <remarks>Single-threaded.</remarks>
public sealed class DisposeScope : IDisposable
{
    private readonly HashSet<IDisposable> _owned = new(ReferenceEqualityComparer.Instance);

    internal DisposeScope(DisposeScope? outer) => Outer = outer;

    public int DisposablesCount => _owned.Count;

    internal DisposeScope? Outer { get; set; }

    public T MoveToOuter<T>(T disposable) where T : IDisposable
    {
        Move(disposable, Outer);
        return disposable;
    }

    public void MoveToOuter(params IDisposable[] disposables)
    {
        foreach (var disposable in disposables)
        {
            Move(disposable, Outer);
        }
    }

    public T MoveToOther<T>(DisposeScope? scope, T disposable) where T : IDisposable
    {
        Move(disposable, scope);
        return disposable;
    }

    public T Detach<T>(T disposable) where T : IDisposable
    {
        Move(disposable, null);
        return disposable;
    }

    public void Detach(params IDisposable[] disposables)
    {
        foreach (var disposable in disposables)
        {
            Move(disposable, null);
        }
    }

    public T Attach<T>(T disposable) where T : IDisposable
    {
        if (disposable is Tensor tensor)
        {
            tensor.OwningDisposeScope?._owned.Remove(tensor);
        }

        Adopt(disposable, this);
        return disposable;
    }

    public void Attach(IDisposable disposable) => Attach<IDisposable>(disposable);

    public void DisposeEverything() => DisposeEverythingBut([]);

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var kept = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        var released = _owned.Where(disposable => !kept.Contains(disposable)).ToArray();
        _owned.RemoveWhere(disposable => !kept.Contains(disposable));
        foreach (var disposable in released)
        {
            disposable.Dispose();
        }
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    public bool Contains(IDisposable disposable) => _owned.Contains(disposable);

    public void Dispose()
    {
        DisposeScopeManager.Close(this);
        foreach (var disposable in _owned)
        {
            if (disposable is Tensor tensor)
            {
                tensor.DisposeFromScope();
            }
            else
            {
                disposable.Dispose();
            }
        }

        _owned.Clear();
    }

    internal void Include(IDisposable disposable) => _owned.Add(disposable);

    internal void Forget(IDisposable disposable) => _owned.Remove(disposable);

    private static void Adopt(IDisposable disposable, DisposeScope? scope)
    {
        scope?._owned.Add(disposable);
        if (disposable is Tensor tensor)
        {
            tensor.OwningDisposeScope = scope;
        }
    }

    private void Move(IDisposable disposable, DisposeScope? scope)
    {
        if (_owned.Remove(disposable))
        {
            Adopt(disposable, scope);
        }
    }
}
