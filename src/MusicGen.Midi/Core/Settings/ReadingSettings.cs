using System.Text;

namespace MusicGen.Midi;

/// <summary>What reading does with each kind of fault in a file; the defaults are strict.</summary>
public class ReadingSettings
{
    /// <summary>Whether reading stops after as many track chunks as the header says.</summary>
    public bool StopReadingOnExpectedTrackChunksCountReached { get; set; }

    public UnexpectedTrackChunksCountPolicy UnexpectedTrackChunksCountPolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    } = UnexpectedTrackChunksCountPolicy.Ignore;

    public ExtraTrackChunkPolicy ExtraTrackChunkPolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    } = ExtraTrackChunkPolicy.Read;

    public UnknownChunkIdPolicy UnknownChunkIdPolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    } = UnknownChunkIdPolicy.ReadAsUnknownChunk;

    public MissedEndOfTrackPolicy MissedEndOfTrackPolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    } = MissedEndOfTrackPolicy.Ignore;

    public SilentNoteOnPolicy SilentNoteOnPolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    } = SilentNoteOnPolicy.NoteOff;

    public InvalidChunkSizePolicy InvalidChunkSizePolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    } = InvalidChunkSizePolicy.Abort;

    public UnknownFileFormatPolicy UnknownFileFormatPolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    } = UnknownFileFormatPolicy.Ignore;

    public UnknownChannelEventPolicy UnknownChannelEventPolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    } = UnknownChannelEventPolicy.Abort;

    public InvalidChannelEventParameterValuePolicy InvalidChannelEventParameterValuePolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    } = InvalidChannelEventParameterValuePolicy.Abort;

    public InvalidMetaEventParameterValuePolicy InvalidMetaEventParameterValuePolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    } = InvalidMetaEventParameterValuePolicy.Abort;

    public InvalidSystemCommonEventParameterValuePolicy InvalidSystemCommonEventParameterValuePolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    } = InvalidSystemCommonEventParameterValuePolicy.Abort;

    public NotEnoughBytesPolicy NotEnoughBytesPolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    } = NotEnoughBytesPolicy.Abort;

    public NoHeaderChunkPolicy NoHeaderChunkPolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    } = NoHeaderChunkPolicy.Abort;

    public ZeroLengthDataPolicy ZeroLengthDataPolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    } = ZeroLengthDataPolicy.ReadAsEmptyObject;

    public EndOfTrackStoringPolicy EndOfTrackStoringPolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    } = EndOfTrackStoringPolicy.Omit;

    /// <summary>Asked where <see cref="UnknownChannelEventPolicy"/> is <c>UseCallback</c>.</summary>
    public UnknownChannelEventCallback? UnknownChannelEventCallback { get; set; }

    /// <summary>How texts are stored in the file; bytes that it cannot read are lost.</summary>
    /// <value>Default: US-ASCII.</value>
    public Encoding TextEncoding { get; set; } = Encoding.ASCII;

    /// <summary>Reads texts in place of <see cref="TextEncoding"/> where given.</summary>
    public DecodeTextCallback? DecodeTextCallback { get; set; }

    public ReaderSettings ReaderSettings { get; set; } = new();
}
