using System.IO.Compression;

namespace MusicGen.Training;

/// <summary>
/// The file <c>prepare</c> writes and training reads: gzip of a magic, the source, and every piece with its split,
/// tempo, metre and notes (times as differences, so that it packs well). Same input, same bytes.
/// </summary>
internal static class DatasetFile
{
    /// <summary>Name in the folder <c>prepare</c> fills.</summary>
    public const string FileName = "dataset.mgd";

    private const string Magic = "musicgen-dataset-1";

    public static void Write(string path, DatasetSource source, IReadOnlyList<DatasetPiece> pieces)
    {
        var temporary = path + ".tmp";
        using (var file = File.Create(temporary))
        using (var zip = new GZipStream(file, CompressionLevel.Optimal))
        using (var writer = new BinaryWriter(zip))
        {
            writer.Write(Magic);
            writer.Write(source.Name);
            writer.Write(source.Licence);
            writer.Write(source.Credit);
            writer.Write(pieces.Count);
            foreach (var piece in pieces) WritePiece(writer, piece);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <exception cref="InvalidDataException">Not a dataset, or damaged.</exception>
    public static (DatasetSource Source, DatasetPiece[] Pieces) Read(string path)
    {
        try
        {
            using var zip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var reader = new BinaryReader(zip);
            if (reader.ReadString() != Magic) throw new InvalidDataException("wrong magic");
            var source = new DatasetSource(reader.ReadString(), reader.ReadString(), reader.ReadString());
            var pieces = new DatasetPiece[reader.ReadInt32()];
            for (var i = 0; i < pieces.Length; i++) pieces[i] = ReadPiece(reader);
            return (source, pieces);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"A dataset made by 'musicgen-train prepare' expected in '{path}', but it is something else or damaged ({e.Message}); prepare it again.", e);
        }
    }

    /// <summary>One piece, as it stands in the file.</summary>
    public static void WritePiece(BinaryWriter writer, DatasetPiece item)
    {
        var piece = item.Piece;
        writer.Write(piece.Name);
        writer.Write((byte)item.Split);
        writer.Write7BitEncodedInt(item.Group);
        var changes = piece.Tempo.Changes.ToArray();
        writer.Write7BitEncodedInt(changes.Length);
        foreach (var (ticks, micros) in changes)
        {
            writer.Write7BitEncodedInt64(ticks);
            writer.Write7BitEncodedInt(micros);
        }

        writer.Write7BitEncodedInt(piece.Metres.Count);
        foreach (var metre in piece.Metres)
        {
            writer.Write7BitEncodedInt64(metre.OnsetTicks);
            writer.Write(metre.Numerator);
            writer.Write(metre.Denominator);
        }

        writer.Write7BitEncodedInt(piece.Notes.Count);
        long last = 0;
        foreach (var note in piece.Notes)
        {
            writer.Write7BitEncodedInt64(note.OnsetTicks - last);
            last = note.OnsetTicks;
            writer.Write7BitEncodedInt64(note.DurationTicks);
            writer.Write(note.Pitch);
            writer.Write(note.Velocity);
            writer.Write(note.Channel);
            writer.Write(note.Program);
        }
    }

    /// <summary>Reads what <see cref="WritePiece"/> wrote.</summary>
    public static DatasetPiece ReadPiece(BinaryReader reader)
    {
        var name = reader.ReadString();
        var split = (Split)reader.ReadByte();
        var group = reader.Read7BitEncodedInt();
        var changes = new (long, int)[reader.Read7BitEncodedInt()];
        for (var i = 0; i < changes.Length; i++) changes[i] = (reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt());
        var metres = new MetreChange[reader.Read7BitEncodedInt()];
        for (var i = 0; i < metres.Length; i++) metres[i] = new(reader.Read7BitEncodedInt64(), reader.ReadByte(), reader.ReadByte());
        var notes = new Note[reader.Read7BitEncodedInt()];
        long onset = 0;
        for (var i = 0; i < notes.Length; i++)
        {
            onset += reader.Read7BitEncodedInt64();
            notes[i] = new Note(onset, reader.Read7BitEncodedInt64(), reader.ReadByte(), reader.ReadByte(), reader.ReadByte(), reader.ReadByte());
        }

        return new DatasetPiece(new Piece(name, notes, new PieceTempo(changes), metres), split, group);
    }
}
