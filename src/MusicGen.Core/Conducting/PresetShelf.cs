namespace MusicGen.Core;

/// <summary>The presets there are, in the order of their buttons; may be replaced from another thread while it plays. Part of <see cref="Conductor"/>.</summary>
internal sealed class PresetShelf
{
    // More than most models compose for the lead time.
    private const int OpeningNotes = 8;

    private readonly string? _homeName;
    private IReadOnlyList<PlayablePreset> _presets;
    private volatile IReadOnlyList<PlayablePreset>? _replacement;

    public PresetShelf(IReadOnlyList<PlayablePreset> presets, string? homeName)
    {
        _presets = RequireSome(presets);
        _homeName = homeName;
    }

    /// <summary>The one chosen at the start and after each visitor.</summary>
    public PlayablePreset Home => Find(_homeName) ?? _presets[0];

    /// <summary>Names in order.</summary>
    public IReadOnlyList<string> Names => [.. _presets.Select(preset => preset.Name)];

    /// <summary>The preset of a name, or null.</summary>
    public PlayablePreset? Find(string? name) => _presets.FirstOrDefault(preset => preset.Name == name);

    /// <summary>The next one or the one before, round and round.</summary>
    public PlayablePreset Neighbour(PlayablePreset preset, int step)
    {
        var at = 0;
        while (at < _presets.Count - 1 && _presets[at].Name != preset.Name) at++;
        return _presets[(at + step + _presets.Count) % _presets.Count];
    }

    /// <summary>Has the opening of one preset composed that has none, so that it begins at once when it is pressed.</summary>
    /// <param name="busy">A composer that is to be left alone, or null.</param>
    /// <returns>Whether there was one.</returns>
    public bool PrepareNext(Composer? busy)
    {
        foreach (var preset in _presets)
        {
            var composer = preset.Composer;
            if (composer == busy || composer.IsOpeningReady) continue;
            composer.Sampling = preset.Settings.Sampling;
            composer.Steering = preset.Settings.Steering;
            Performance.Prepare(composer, preset.Performance, OpeningNotes);
            return true;
        }

        return false;
    }

    /// <summary>Lays others down to be taken. Any thread.</summary>
    public void Replace(IReadOnlyList<PlayablePreset> presets) => _replacement = RequireSome(presets);

    /// <summary>Takes what was laid down.</summary>
    /// <returns>Whether there was something.</returns>
    public bool TakeReplacement()
    {
        if (Interlocked.Exchange(ref _replacement, null) is not { } presets) return false;
        _presets = presets;
        return true;
    }

    private static IReadOnlyList<PlayablePreset> RequireSome(IReadOnlyList<PlayablePreset> presets)
    {
        ArgumentNullException.ThrowIfNull(presets);
        return presets.Count > 0 ? presets : throw new ArgumentException("At least one preset expected, found none; give the conductor something to play.", nameof(presets));
    }
}
