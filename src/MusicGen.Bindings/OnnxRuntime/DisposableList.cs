namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>The list behind every <see cref="IDisposableReadOnlyCollection{T}"/> that a run returns.</summary>
internal sealed class DisposableList<T>(int capacity) : List<T>(capacity), IDisposableReadOnlyCollection<T>
    where T : IDisposable
{
    public void Dispose()
    {
        foreach (var element in this)
        {
            element.Dispose();
        }

        Clear();
    }
}
