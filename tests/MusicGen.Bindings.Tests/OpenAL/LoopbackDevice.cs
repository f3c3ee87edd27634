using MusicGen.Bindings.OpenAL;

namespace MusicGen.Bindings.Tests.OpenAL;

/// <summary>A device without hardware: 48 kHz stereo floats, mixed when the test asks.</summary>
internal sealed class LoopbackDevice : IDisposable
{
    public const int SampleRateHz = 48_000;

    public LoopbackDevice()
    {
        Device = ALC.Loopback.LoopbackOpenDeviceSOFT(null);
        Context = ALC.CreateContext(Device, new ALContextAttributes
        {
            Frequency = SampleRateHz,
            AdditionalAttributes =
            [
                (int)AlcContextAttributes.FormatChannelsSOFT, (int)Channels.StereoSOFT,
                (int)AlcContextAttributes.FormatTypeSOFT, (int)RenderFormat.FloatSOFT,
            ],
        });
        ALC.MakeContextCurrent(Context);
    }

    public ALDevice Device { get; }

    public ALContext Context { get; }

    /// <summary>The next frames, left and right in turns.</summary>
    public float[] Mix(int frames)
    {
        var mixed = new float[2 * frames];
        ALC.Loopback.RenderSamplesSOFT(Device, mixed, frames);
        return mixed;
    }

    public void Dispose()
    {
        ALC.MakeContextCurrent(ALContext.Null);
        ALC.DestroyContext(Context);
        ALC.CloseDevice(Device);
    }
}
