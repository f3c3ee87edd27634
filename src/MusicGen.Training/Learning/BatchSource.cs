using System.Collections.Concurrent;

namespace MusicGen.Training;

/// <summary>
/// Endless training batches: each stream reads one piece after the other, every time in a new variation, and says where
/// a piece begins so that the state is carried exactly as in playing. A thread of its own keeps a few batches ahead.
/// </summary>
/// <remarks>Single-threaded for the caller.</remarks>
internal sealed class BatchSource : IDisposable
{
    private const int Ahead = 4;
    private readonly IReadOnlyList<Piece> _pieces;
    private readonly IReadOnlyList<int> _collections;
    private readonly RecipeOptions _options;
    private readonly Vocabulary _vocabulary;
    private readonly int _workers;
    private readonly Representation _encoder;
    private readonly BatchWriter _writer;
    private readonly Stream[] _streams;
    private readonly BlockingCollection<Batch[]> _ready = new(Ahead);
    private readonly CancellationTokenSource _stop = new();
    private readonly int[] _order;
    private SplitMix _random;
    private int _next;
    private Task? _producer;

    /// <param name="pieces">The train split.</param>
    /// <param name="options">Batch size, lengths, variation.</param>
    /// <param name="vocabulary">The fields coded.</param>
    /// <param name="randomSeed">Order and variation.</param>
    /// <param name="workers">Batches of an iteration.</param>
    /// <param name="collections">The collection control's value of each piece; null = none.</param>
    public BatchSource(IReadOnlyList<Piece> pieces, RecipeOptions options, Vocabulary vocabulary, long randomSeed, int workers = 1, IReadOnlyList<int>? collections = null)
    {
        if (pieces.Count == 0) throw new InvalidDataException("At least one training piece expected, but the dataset's train split is empty; prepare a larger folder.");
        _pieces = pieces;
        _collections = collections ?? new int[pieces.Count];
        _options = options;
        _vocabulary = vocabulary;
        _workers = workers;
        _encoder = Representation.Of(options);
        _writer = new BatchWriter(_encoder, options.NumberFields(vocabulary));
        _random = new SplitMix((ulong)randomSeed);
        _order = [.. Enumerable.Range(0, pieces.Count)];
        _next = _order.Length;
        _streams = new Stream[options.BatchSize];
        for (var s = 0; s < _streams.Length; s++) _streams[s] = NextStream(startAnywhere: true);
    }

    /// <summary>The next iteration's music, a batch for each worker; waits for it if it is not ready.</summary>
    public Batch[] Next()
    {
        _producer ??= Task.Factory.StartNew(Produce, TaskCreationOptions.LongRunning);
        try
        {
            return _ready.Take();
        }
        catch (InvalidOperationException) when (_producer.IsFaulted)
        {
            throw _producer.Exception!.GetBaseException();
        }
    }

    /// <summary>Goes on from the <see cref="Batch.SourceState"/>; before the first <see cref="Next"/>.</summary>
    public void Restore(byte[] state)
    {
        using var reader = new BinaryReader(new MemoryStream(state));
        _random = new SplitMix(reader.ReadUInt64());
        _next = reader.ReadInt32();
        for (var i = 0; i < _order.Length; i++) _order[i] = reader.ReadInt32();
        for (var s = 0; s < _streams.Length; s++)
        {
            var piece = reader.ReadInt32();
            var reading = new Reading(reader.ReadInt32(), reader.ReadDouble(), reader.ReadInt32(), reader.ReadInt32());
            _streams[s] = new Stream(piece, reading, _encoder.Encode(_pieces[piece], reading, _collections[piece])) { Position = reader.ReadInt32() };
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        try
        {
            _producer?.Wait();
        }
        catch (AggregateException)
        {
            // The producer's fault has reached the caller through Next.
        }

        _ready.Dispose();
        _stop.Dispose();
    }

    private void Produce()
    {
        try
        {
            while (!_stop.IsCancellationRequested) _ready.Add(MakeBatches(), _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
        finally
        {
            _ready.CompleteAdding();
        }
    }

    private Batch[] MakeBatches()
    {
        var batches = new Batch[_workers];
        for (int w = 0, s = 0; w < _workers; w++)
        {
            var share = Learner.StreamsOf(_streams.Length, _workers, w);
            var batch = batches[w] = _writer.CreateBatch(_options.SequenceLength, share);
            for (var k = 0; k < share; k++, s++)
            {
                if (_streams[s].Position >= _streams[s].Piece.Count) _streams[s] = NextStream(startAnywhere: false);
                _streams[s].Position += _writer.Write(batch, k, _streams[s].Piece, _streams[s].Position);
                if (!_options.CarriesState) batch.Continues[k] = 0;
            }
        }

        batches[^1].SourceState = Save();
        return batches;
    }

    private Stream NextStream(bool startAnywhere)
    {
        if (_next == _order.Length)
        {
            // Fisher–Yates: every piece once a round, so that long and short pieces are read equally often.
            for (var i = _order.Length - 1; i > 0; i--)
            {
                var k = _random.Below(i + 1);
                (_order[i], _order[k]) = (_order[k], _order[i]);
            }

            _next = 0;
        }

        var piece = _order[_next++];
        var reading = Reading.Draw(_options, ref _random);
        var stream = new Stream(piece, reading, _encoder.Encode(_pieces[piece], reading, _collections[piece]));
        // At the very start streams begin at different places, or they would all end together.
        if (startAnywhere) stream.Position = _random.Below(stream.Piece.Count) / _options.SequenceLength * _options.SequenceLength;
        return stream;
    }

    private byte[] Save()
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(_random.State);
        writer.Write(_next);
        foreach (var piece in _order) writer.Write(piece);
        foreach (var stream in _streams)
        {
            writer.Write(stream.PieceIndex);
            writer.Write(stream.Reading.Transpose);
            writer.Write(stream.Reading.TempoFactor);
            writer.Write(stream.Reading.VelocityShift);
            writer.Write(stream.Reading.ControlsSaid);
            writer.Write(stream.Position);
        }

        return memory.ToArray();
    }

    private sealed class Stream(int pieceIndex, Reading reading, EncodedPiece piece)
    {
        public int PieceIndex { get; } = pieceIndex;

        public Reading Reading { get; } = reading;

        public EncodedPiece Piece { get; } = piece;

        public int Position { get; set; }
    }
}
