namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>Results of a run: disposing the collection disposes its elements.</summary>
public interface IDisposableReadOnlyCollection<T> : IReadOnlyList<T>, IDisposable;
