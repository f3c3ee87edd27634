using System.Buffers.Binary;
using MusicGen.Bindings.FluidSynth;

namespace MusicGen.Bindings.Tests.FluidSynth;

/// <summary>SoundFonts say what is in them, and bad ones are refused with the right exception.</summary>
public sealed class SoundFontTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("soundfont").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SoundFontFact]
    public void PresetsOfGeneralMidiAreListed()
    {
        var soundFont = new SoundFont(SoundFontFactAttribute.InstalledPath!);

        Assert.Equal(128, soundFont.Presets.Where(preset => preset.BankNumber == 0).Select(preset => preset.PatchNumber).Distinct().Count());
        Assert.Contains(soundFont.Presets, preset => preset.BankNumber == 128);
        Assert.Contains("Piano", soundFont.Presets.First(preset => (preset.BankNumber, preset.PatchNumber) == (0, 0)).Name);
        Assert.Equal(2, soundFont.Info.Version.Major);
        Assert.NotEmpty(soundFont.Info.BankName);
    }

    [SoundFontFact]
    public void AStreamSoundsAsItsFileDoes()
    {
        using var stream = File.OpenRead(SoundFontFactAttribute.InstalledPath!);
        var fromStream = new Synthesizer(new SoundFont(stream), 48_000);
        var fromFile = new Synthesizer(SoundFontFactAttribute.InstalledPath!, 48_000);

        Assert.True(stream.CanRead);
        Assert.Equal(RenderNote(fromFile), RenderNote(fromStream));
    }

    [SoundFontFact]
    public void ALargeSoundFontLoadedByInstrumentSoundsAsASmallOneDoes()
    {
        var small = new Synthesizer(SoundFontFactAttribute.InstalledPath!, 48_000);
        var large = new Synthesizer(Write(WithSilentSamples(File.ReadAllBytes(SoundFontFactAttribute.InstalledPath!), 34 << 20)), 48_000);

        Assert.Equal(RenderNote(small), RenderNote(large));
        small.ProcessMidiMessage(0, 0xC0, 40, 0);
        large.ProcessMidiMessage(0, 0xC0, 40, 0);
        Assert.Equal(RenderNote(small), RenderNote(large));
    }

    [Fact]
    public void AMissingFileIsNotFound() =>
        Assert.Throws<FileNotFoundException>(() => new SoundFont(Path.Combine(_folder, "absent.sf2")));

    [Fact]
    public void AnEmptyFileIsCutShort() => Assert.Throws<EndOfStreamException>(() => new SoundFont(Write([])));

    [Fact]
    public void WrongMagicIsInvalid()
    {
        var exception = Assert.Throws<InvalidDataException>(() => new SoundFont(Write("MThd\0\0\0\x06\0\x01\0\x01"u8.ToArray())));

        Assert.Contains("'RIFF' was expected", exception.Message);
    }

    [Fact]
    public void AnotherRiffFormIsInvalid() =>
        Assert.Throws<InvalidDataException>(() => new SoundFont(Write("RIFF\x04\0\0\0WAVE"u8.ToArray())));

    [Fact]
    public void ARiffWithoutListsIsInvalid() =>
        Assert.Throws<InvalidDataException>(() => new SoundFont(Write("RIFF\x04\0\0\0sfbk"u8.ToArray())));

    [SoundFontFact]
    public void ATruncatedFileIsCutShort()
    {
        var whole = File.ReadAllBytes(SoundFontFactAttribute.InstalledPath!);

        foreach (var bytes in (int[])[3, 7, 11, 200, whole.Length / 2, whole.Length - 2])
        {
            var exception = Assert.Throws<EndOfStreamException>(() => new SoundFont(Write(whole[..bytes])));
            Assert.Contains("cut short", exception.Message);
        }
    }

    [SoundFontFact]
    public void DamageAnywhereIsAnExceptionOrASoundNeverACrash()
    {
        // 1.1 itself dies of such files, and nobody mends it any more.
        if (FluidSynthExtras.LibraryVersion.StartsWith("1."))
        {
            return;
        }

        var whole = File.ReadAllBytes(SoundFontFactAttribute.InstalledPath!);
        var random = new Random(5);
        for (var round = 0; round < 8; round++)
        {
            var damaged = (byte[])whole.Clone();
            for (var i = 0; i < 40; i++)
            {
                // The description at the end of the file, where every byte has a meaning.
                damaged[^random.Next(1, 150_000)] = (byte)random.Next(256);
            }

            try
            {
                RenderNote(new Synthesizer(Write(damaged), 48_000));
            }
            catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or NotSupportedException)
            {
                Assert.NotEmpty(exception.Message);
            }
        }
    }

    [SoundFontFact]
    public void WhatTheLibraryRefusesIsInvalidWithItsOwnWords()
    {
        var whole = File.ReadAllBytes(SoundFontFactAttribute.InstalledPath!);
        var header = whole.AsSpan().LastIndexOf("pbag"u8);
        whole[header] = (byte)'x';

        var exception = Assert.Throws<InvalidDataException>(() => new Synthesizer(Write(whole), 48_000));

        Assert.Matches("libfluidsynth [123].*refuses.*: .+", exception.Message);
    }

    private static float[] RenderNote(Synthesizer synthesizer)
    {
        var (left, right) = (new float[4_800], new float[4_800]);
        synthesizer.NoteOn(0, 60, 100);
        synthesizer.Render(left, right);
        return left;
    }

    /// <summary>The same SoundFont with silence after its last sample, and the three sizes around it grown to match.</summary>
    private static byte[] WithSilentSamples(byte[] whole, int silentBytes)
    {
        var samples = whole.AsSpan().IndexOf("sdtasmpl"u8);
        var sampleBytes = BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(samples + 8));
        var end = samples + 12 + sampleBytes;
        foreach (var size in (int[])[4, samples - 4, samples + 8])
        {
            var field = whole.AsSpan(size, 4);
            BinaryPrimitives.WriteInt32LittleEndian(field, BinaryPrimitives.ReadInt32LittleEndian(field) + silentBytes);
        }

        return [.. whole[..end], .. new byte[silentBytes], .. whole[end..]];
    }

    private string Write(byte[] bytes)
    {
        var path = Path.Combine(_folder, "bank.sf2");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
