using System.Buffers;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Arena.Federation.Blobs;

/// <summary>A vector in a file, read as memory: the machine pages it in and out, and the process holds none of it.</summary>
internal sealed unsafe class MappedVector : MemoryManager<float>
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly SafeMemoryMappedViewHandle _handle;
    private readonly int _length;
    private byte* _start;

    public MappedVector(string path, int length)
    {
        _length = length;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, (long)length * sizeof(float), MemoryMappedFileAccess.Read);
        _handle = _view.SafeMemoryMappedViewHandle;
        _handle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    public ReadOnlyMemory<float> Values => Memory;

    public override Span<float> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        return new Span<float>(_start, _length);
    }

    public override MemoryHandle Pin(int elementIndex = 0) => new((float*)_start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (_start is null)
            return;
        _start = null;
        _handle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
