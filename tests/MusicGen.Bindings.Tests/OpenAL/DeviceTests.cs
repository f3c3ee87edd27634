using MusicGen.Bindings.OpenAL;

namespace MusicGen.Bindings.Tests.OpenAL;

/// <summary>Devices, contexts, their attributes and extensions.</summary>
[Collection(OpenAlCollection.Name)]
public sealed class DeviceTests
{
    [OpenAlFact]
    public void AContextKeepsTheSampleRateAskedFor()
    {
        using var device = new LoopbackDevice();

        Assert.NotEqual(ALContext.Null, device.Context);
        Assert.Equal(device.Context, ALC.GetCurrentContext());
        Assert.Equal(device.Device, ALC.GetContextsDevice(device.Context));
        Assert.Equal(LoopbackDevice.SampleRateHz, ALC.GetContextAttributes(device.Device).Frequency);
        Assert.Equal(1, ALC.GetInteger(device.Device, AlcGetInteger.MajorVersion));
    }

    [OpenAlFact]
    public void TheExtensionsThatThePlayerUsesAreThere()
    {
        using var device = new LoopbackDevice();

        Assert.True(AL.EXTFloat32.IsExtensionPresent());
        Assert.True(AL.SourceLatency.IsExtensionPresent());
        Assert.True(ALC.Loopback.IsExtensionPresent(device.Device));
        Assert.True(ALC.DeviceClock.IsExtensionPresent(device.Device));
        Assert.True(ALC.EnumerateAll.IsExtensionPresent());
        Assert.True(ALC.IsExtensionPresent(device.Device, "ALC_EXT_disconnect"));
        Assert.False(ALC.IsExtensionPresent(device.Device, "ALC_none_such"));
        Assert.Equal(0, ALC.GetProcAddress(device.Device, "alcNoneSuch"));
        Assert.StartsWith("1.1", AL.Get(ALGetString.Version));
    }

    [OpenAlFact]
    public void TheDeviceClockCountsWhatWasMixed()
    {
        using var device = new LoopbackDevice();
        Span<long> clock = stackalloc long[1];

        device.Mix(LoopbackDevice.SampleRateHz);
        ALC.DeviceClock.GetInteger(device.Device, GetInteger64.DeviceClock, clock);

        Assert.Equal(1_000_000_000, clock[0], 1_000_000L);
    }

    [OpenAlFact]
    public void AnUnknownDeviceIsNullAndNotAnException() =>
        Assert.Equal(ALDevice.Null, ALC.OpenDevice("no such device"));

    [NullDeviceFact]
    public void TheNullDeviceIsListed()
    {
        Assert.Contains("No Output", ALC.GetString(AlcGetStringList.AllDevicesSpecifier));
        Assert.Contains("No Output", ALC.EnumerateAll.GetStringList(GetEnumerateAllContextStringList.AllDevicesSpecifier));
        Assert.Equal("No Output", ALC.EnumerateAll.GetString(ALDevice.Null, GetEnumerateAllContextString.DefaultAllDevicesSpecifier));
    }

    [Fact]
    public void AttributesArePairsEndedByZero()
    {
        var attributes = new ALContextAttributes(48_000, null, 1, 100, false) { AdditionalAttributes = [7, 8] };

        Assert.Equal([0x1007, 48_000, 0x1011, 1, 0x1008, 100, 0x1009, 0, 7, 8, 0], attributes.CreateAttributeArray());
    }
}
