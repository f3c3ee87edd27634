namespace MusicGen.Bindings.LibTorch;

/// <summary>Knows the open dispose scopes of each thread, innermost last, and counts the thread's tensors.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScope? _current;

    [ThreadStatic]
    private static ThreadDisposeScopeStatistics? _statistics;

    private DisposeScopeManager()
    {
    }

    /// <summary>The calling thread's counts.</summary>
    public static ThreadDisposeScopeStatistics Statistics => _statistics ??= new ThreadDisposeScopeStatistics();

    internal static DisposeScope? Current => _current;

    internal static DisposeScope Open() => _current = new DisposeScope(_current);

    /// <summary>Hands a new tensor to the innermost scope, if there is one.</summary>
    internal static DisposeScope? Register(IDisposable disposable)
    {
        var scope = _current;
        Statistics.Created(scope is not null);
        scope?.Include(disposable);
        return scope;
    }

    /// <summary>Takes a closed scope out of the chain, wherever in it it stands.</summary>
    internal static void Close(DisposeScope scope)
    {
        if (_current == scope)
        {
            _current = scope.Outer;
            return;
        }

        for (var inner = _current; inner is not null; inner = inner.Outer)
        {
            if (inner.Outer == scope)
            {
                inner.Outer = scope.Outer;
                return;
            }
        }
    }
}
