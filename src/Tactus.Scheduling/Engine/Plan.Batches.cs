namespace Tactus.Scheduling.Engine;

/// <summary>Batches: operations that run together stand next to each other in the list and are placed when the last of them is met.</summary>
internal sealed partial class Plan
{
    private readonly List<int> _batchSize = [], _gatheredIn = [];
    private readonly List<List<int>> _gathered = [];
    private int[] _members = new int[8];
    private int _waiting;

    /// <summary>A number for a new batch.</summary>
    internal int NewBatch()
    {
        _batchSize.Add(0);
        _gatheredIn.Add(0);
        _gathered.Add([]);
        return _batchSize.Count - 1;
    }

    /// <summary>A number without members, used again where there is one.</summary>
    internal int FreshBatch()
    {
        for (var b = Math.Max(0, _batchSize.Count - 64); b < _batchSize.Count; b++)
        {
            if (_batchSize[b] == 0) return b;
        }
        return NewBatch();
    }

    internal int BatchSize(int batch) => _batchSize[batch];

    /// <summary>The first place of the batch that the operation at a place belongs to.</summary>
    internal int FrontOfBatch(int place)
    {
        if (place < 0) return 0;
        var batch = Batch[Order[place]];
        if (batch < 0) return place;
        while (place > 0 && Batch[Order[place - 1]] == batch) place--;
        return place;
    }

    private void LeaveBatch(int operation)
    {
        if (Batch[operation] < 0) return;
        _batchSize[Batch[operation]]--;
        Batch[operation] = -1;
    }

    private void JoinBatch(int operation, int batch)
    {
        Batch[operation] = batch;
        _batchSize[batch]++;
    }

    private void CountBatches()
    {
        var most = -1;
        foreach (var batch in Batch) most = Math.Max(most, batch);
        while (_batchSize.Count <= most) NewBatch();
        for (var b = 0; b < _batchSize.Count; b++) _batchSize[b] = 0;
        foreach (var batch in Batch)
        {
            if (batch >= 0) _batchSize[batch]++;
        }
    }

    private void RestoreBatches()
    {
        if (_batchSize.Count > 0) CountBatches();
    }


    private void CopyBatches(Plan other)
    {
        while (_batchSize.Count < other._batchSize.Count) NewBatch();
        CountBatches();
    }

    /// <summary>A member of a batch is met; the last one brings all of them into the schedule.</summary>
    private bool MeetMember(int i)
    {
        var batch = Batch[i];
        var gathered = _gathered[batch];
        if (_gatheredIn[batch] != _trial)
        {
            _gatheredIn[batch] = _trial;
            gathered.Clear();
        }
        if (gathered.Count == 0) _waiting++;
        gathered.Add(i);
        _unplaced[i] = _trial;
        if (gathered.Count < _batchSize[batch])
        {
            // What follows it must wait with it.
            if (!_everything) LookAfter(i);
            GivesWay(i);
            return true;
        }
        _waiting--;
        if (_members.Length < gathered.Count) Array.Resize(ref _members, gathered.Count * 2);
        gathered.CopyTo(_members);
        var count = gathered.Count;
        return Put(count);
    }
}
