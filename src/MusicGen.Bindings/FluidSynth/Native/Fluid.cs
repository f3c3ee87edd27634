using System.Runtime.InteropServices;

namespace MusicGen.Bindings.FluidSynth.Native;

/// <summary>
/// The functions of libfluidsynth that the binding uses: only those that 1.1 (JetPack 4), 2.x and later all have with one ABI.
/// </summary>
/// <remarks>
/// Return codes of the settings functions are not looked at: 1.1 says 1 for success where 2.x says 0. What was set is read back instead.
/// </remarks>
internal static unsafe partial class Fluid
{
    public const int Failed = -1;

    private const string Library = "fluidsynth";

    static Fluid() => NativeLibraryResolver.Register(
        Library,
        "install it with: apt-get install libfluidsynth3 (libfluidsynth2 or libfluidsynth1 on older releases).",
        "libfluidsynth.so.3", "libfluidsynth.so.2", "libfluidsynth.so.1", "libfluidsynth.so");

    [LibraryImport(Library, EntryPoint = "fluid_version")]
    public static partial void Version(out int major, out int minor, out int micro);

    [LibraryImport(Library, EntryPoint = "fluid_set_log_function")]
    public static partial nint SetLogFunction(int level, delegate* unmanaged[Cdecl]<int, byte*, nint, void> function, nint data);

    [LibraryImport(Library, EntryPoint = "new_fluid_settings")]
    public static partial SafeFluidSettingsHandle NewSettings();

    [LibraryImport(Library, EntryPoint = "delete_fluid_settings")]
    public static partial void DeleteSettings(nint settings);

    [LibraryImport(Library, EntryPoint = "fluid_settings_setint", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetInteger(SafeFluidSettingsHandle settings, string name, int value);

    [LibraryImport(Library, EntryPoint = "fluid_settings_getint", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetInteger(SafeFluidSettingsHandle settings, string name, out int value);

    [LibraryImport(Library, EntryPoint = "fluid_settings_setnum", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetNumber(SafeFluidSettingsHandle settings, string name, double value);

    [LibraryImport(Library, EntryPoint = "fluid_settings_getnum", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetNumber(SafeFluidSettingsHandle settings, string name, out double value);

    [LibraryImport(Library, EntryPoint = "new_fluid_synth")]
    public static partial SafeFluidSynthHandle NewSynth(SafeFluidSettingsHandle settings);

    [LibraryImport(Library, EntryPoint = "delete_fluid_synth")]
    public static partial void DeleteSynth(nint synth);

    [LibraryImport(Library, EntryPoint = "fluid_synth_sfload", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LoadSoundFont(SafeFluidSynthHandle synth, string path, int resetPresets);

    [LibraryImport(Library, EntryPoint = "fluid_synth_noteon")]
    public static partial int NoteOn(SafeFluidSynthHandle synth, int channel, int key, int velocity);

    [LibraryImport(Library, EntryPoint = "fluid_synth_noteoff")]
    public static partial int NoteOff(SafeFluidSynthHandle synth, int channel, int key);

    [LibraryImport(Library, EntryPoint = "fluid_synth_cc")]
    public static partial int ControlChange(SafeFluidSynthHandle synth, int channel, int controller, int value);

    [LibraryImport(Library, EntryPoint = "fluid_synth_program_change")]
    public static partial int ProgramChange(SafeFluidSynthHandle synth, int channel, int program);

    [LibraryImport(Library, EntryPoint = "fluid_synth_pitch_bend")]
    public static partial int PitchBend(SafeFluidSynthHandle synth, int channel, int value);

    /// <summary>Channel -1 means all channels.</summary>
    [LibraryImport(Library, EntryPoint = "fluid_synth_all_notes_off")]
    public static partial int AllNotesOff(SafeFluidSynthHandle synth, int channel);

    /// <summary>Channel -1 means all channels.</summary>
    [LibraryImport(Library, EntryPoint = "fluid_synth_all_sounds_off")]
    public static partial int AllSoundsOff(SafeFluidSynthHandle synth, int channel);

    [LibraryImport(Library, EntryPoint = "fluid_synth_system_reset")]
    public static partial int SystemReset(SafeFluidSynthHandle synth);

    [LibraryImport(Library, EntryPoint = "fluid_synth_set_gain")]
    public static partial void SetGain(SafeFluidSynthHandle synth, float gain);

    [LibraryImport(Library, EntryPoint = "fluid_synth_get_active_voice_count")]
    public static partial int GetActiveVoiceCount(SafeFluidSynthHandle synth);

    [LibraryImport(Library, EntryPoint = "fluid_synth_get_internal_bufsize")]
    public static partial int GetBlockFrames(SafeFluidSynthHandle synth);

    [LibraryImport(Library, EntryPoint = "fluid_synth_set_interp_method")]
    public static partial int SetInterpolation(SafeFluidSynthHandle synth, int channel, int method);

    [LibraryImport(Library, EntryPoint = "fluid_synth_set_reverb_on")]
    public static partial void SetReverbOn(SafeFluidSynthHandle synth, int on);

    [LibraryImport(Library, EntryPoint = "fluid_synth_set_chorus_on")]
    public static partial void SetChorusOn(SafeFluidSynthHandle synth, int on);

    [LibraryImport(Library, EntryPoint = "fluid_synth_set_reverb")]
    public static partial void SetReverb(SafeFluidSynthHandle synth, double roomSize, double damping, double width, double level);

    [LibraryImport(Library, EntryPoint = "fluid_synth_set_chorus")]
    public static partial void SetChorus(
        SafeFluidSynthHandle synth, int voices, double level, double speedHz, double depthMilliseconds, int waveform);

    /// <summary>Writes frames as floats, not limited to ±1; offsets and increments count samples, so both sides may be one interleaved array.</summary>
    [LibraryImport(Library, EntryPoint = "fluid_synth_write_float")]
    public static partial int WriteFloat(
        SafeFluidSynthHandle synth, int frames,
        float* left, int leftOffset, int leftIncrement,
        float* right, int rightOffset, int rightIncrement);
}
