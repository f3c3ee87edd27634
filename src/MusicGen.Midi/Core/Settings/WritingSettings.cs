using System.Text;

namespace MusicGen.Midi;

/// <summary>What writing leaves out or shortens; by default nothing.</summary>
public class WritingSettings
{
    /// <summary>Whether a status byte equal to the one before it is left out.</summary>
    public bool UseRunningStatus { get; set; }

    /// <summary>Whether note-offs are written as note-ons of velocity 0, so that running status goes further.</summary>
    public bool NoteOffAsSilentNoteOn { get; set; }

    /// <summary>Whether a 4/4 that only repeats the default is left out.</summary>
    public bool DeleteDefaultTimeSignature { get; set; }

    /// <summary>Whether a C major that only repeats the default is left out.</summary>
    public bool DeleteDefaultKeySignature { get; set; }

    /// <summary>Whether a 120 BPM that only repeats the default is left out.</summary>
    public bool DeleteDefaultSetTempo { get; set; }

    public bool DeleteUnknownMetaEvents { get; set; }

    public bool DeleteUnknownChunks { get; set; }

    /// <value>Default: true.</value>
    public bool WriteHeaderChunk { get; set; } = true;

    /// <summary>How texts are stored in the file.</summary>
    /// <value>Default: US-ASCII.</value>
    public Encoding TextEncoding { get; set; } = Encoding.ASCII;

    public WriterSettings WriterSettings { get; set; } = new();
}
