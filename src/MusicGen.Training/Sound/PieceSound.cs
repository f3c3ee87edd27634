namespace MusicGen.Training;

/// <summary>Makes pieces heard: as WAV files beside other results, and as short excerpts inside a page. Where the machine has no sound, it says so once.</summary>
internal sealed class PieceSound
{
    private const int FileRateHz = 44_100, ExcerptRateHz = 22_050, BlockFrames = 4096;
    private const double FadeSeconds = 1.5;

    private readonly string _soundFont;

    private PieceSound(string soundFont) => _soundFont = soundFont;

    /// <summary>Looks for a SoundFont and for the synthesizer's library.</summary>
    /// <param name="asked">A SoundFont by path; null = the best of those the distribution installed.</param>
    /// <param name="error">Where the sentence goes when there is none.</param>
    /// <returns>Null where nothing can be heard on this machine.</returns>
    /// <exception cref="FileNotFoundException">The SoundFont that was asked for is not there.</exception>
    public static PieceSound? Open(string? asked, TextWriter error)
    {
        if (asked is not null && !File.Exists(asked))
            throw new FileNotFoundException($"A SoundFont expected at '{asked}', found no such file; {SoundFontPlaces.WhatToDo}.");
        var path = asked ?? SoundFontPlaces.Folders.Select(folder => "/" + folder).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles)
            .Where(SoundFontPlaces.IsSoundFont).OrderBy(SoundFontPlaces.RankOf).ThenBy(file => file, StringComparer.Ordinal).FirstOrDefault();
        if (path is null)
        {
            error.WriteLine($"no audio: there is no SoundFont on this machine; {SoundFontPlaces.WhatToDo}");
            return null;
        }

        try
        {
            // What is wrong with library or file shows itself now and not after an hour of composing.
            _ = new SoundFontVoice(path, FileRateHz);
            return new PieceSound(path);
        }
        catch (DllNotFoundException e)
        {
            error.WriteLine($"no audio: {e.Message}");
            return null;
        }
    }

    /// <summary>Writes the whole piece as a stereo WAV file at 44.1 kHz.</summary>
    /// <exception cref="OperationCanceledException">Stopped; there is no file.</exception>
    public void WriteWav(Piece piece, string path, CancellationToken stop)
    {
        var part = path + ".part";
        try
        {
            using (var writer = new WavWriter(File.Create(part), FileRateHz))
            {
                Play(piece, FileRateHz, double.PositiveInfinity, stop, writer.Write);
                writer.Finish();
            }

            File.Move(part, path, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    /// <summary>The beginning of a piece as FLAC, mono at 22.05 kHz: half the size of a WAV file, and played by every browser.</summary>
    /// <param name="piece">What to play.</param>
    /// <param name="seconds">Length at most; what is cut is faded out.</param>
    /// <param name="stop">Asks to stop.</param>
    public byte[] Excerpt(Piece piece, double seconds, CancellationToken stop)
    {
        var samples = new List<short>();
        Play(piece, ExcerptRateHz, seconds, stop, (left, right) =>
        {
            for (var i = 0; i < left.Length; i++)
                samples.Add((short)Math.Clamp((int)MathF.Round((left[i] + right[i]) * 16383.5f), short.MinValue, short.MaxValue));
        });
        return FlacFile.Encode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(samples), ExcerptRateHz);
    }

    private void Play(Piece piece, int rateHz, double seconds, CancellationToken stop, TakeFrames take)
    {
        var playback = new PiecePlayback(piece, new SoundFontVoice(_soundFont, rateHz), new PlayerOptions { SampleRate = rateHz });
        var total = (long)Math.Min(playback.FrameCount, seconds * rateHz);
        var fade = (long)(FadeSeconds * rateHz);
        float[] left = new float[BlockFrames], right = new float[BlockFrames];
        for (long frame = 0; frame < total;)
        {
            stop.ThrowIfCancellationRequested();
            var count = (int)Math.Min(BlockFrames, total - frame);
            playback.Render(left.AsSpan(0, count), right.AsSpan(0, count));
            for (var i = 0; i < count && total < playback.FrameCount; i++)
            {
                var gain = Math.Min(1, (total - frame - i) / (float)fade);
                left[i] *= gain;
                right[i] *= gain;
            }

            take(left.AsSpan(0, count), right.AsSpan(0, count));
            frame += count;
        }
    }

    private delegate void TakeFrames(ReadOnlySpan<float> left, ReadOnlySpan<float> right);
}
