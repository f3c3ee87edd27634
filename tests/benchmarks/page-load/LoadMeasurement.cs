namespace MusicGen.Benchmarks;

/// <summary>The box with nobody at its page and with many, in turns and side by side: what the audio path notices of them.</summary>
public sealed class LoadMeasurement(MusicBoxProcess box)
{
    /// <summary>Browsers, the stalled one counted.</summary>
    public int Browsers { get; init; } = 50;

    /// <summary>How many of them take the sound, too.</summary>
    public int Hearing { get; init; } = 2;

    /// <summary>Windows each way.</summary>
    public int Windows { get; init; } = 6;

    /// <summary>Length of a window; by itself what the box's own figures of its audio thread go back to.</summary>
    public int WindowSeconds { get; init; } = 10;

    /// <summary>Measures; the first window goes by unmeasured, so that both ways find all code compiled.</summary>
    public async Task<(LoadFigures Alone, LoadFigures Watched)> MeasureAsync(CancellationToken limit)
    {
        var (alone, watched) = (new LoadFigures(), new LoadFigures());
        await MeasureOneAsync(new LoadFigures(), Browsers, limit);
        for (var i = 0; i < Windows; i++)
        {
            await MeasureOneAsync(alone, 0, limit);
            await MeasureOneAsync(watched, Browsers, limit);
        }

        return (alone, watched);
    }

    private async Task MeasureOneAsync(LoadFigures figures, int browsers, CancellationToken limit)
    {
        await using var audience = browsers == 0 ? null : await Audience.ConnectAsync(box.Address, browsers - 1, Hearing, stalled: 1, limit);
        var before = await box.ReadStatusAsync(limit);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(WindowSeconds));
        await timer.WaitForNextTickAsync(limit);
        figures.Add(before, await box.ReadStatusAsync(limit), audience);
    }
}
