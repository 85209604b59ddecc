using System.Collections.Concurrent;

namespace Liaison.Sandbox.Shared;

/// <summary>The latest requests and how they were answered, oldest first.</summary>
public sealed class RequestLog
{
    private const int Kept = 500;
    private readonly ConcurrentQueue<LoggedRequest> requests = new();

    public IEnumerable<LoggedRequest> All => requests;

    public void Add(LoggedRequest request)
    {
        requests.Enqueue(request);
        if (requests.Count > Kept)
        {
            requests.TryDequeue(out _);
        }
    }

    public void Clear() => requests.Clear();
}

/// <param name="Fault">The kind of the switch that struck, if one did.</param>
/// <param name="Status">What was answered, or would have been when the reply was dropped.</param>
/// <param name="Client">What the client calls itself in the header that the vendor has for it.</param>
public sealed record LoggedRequest(DateTimeOffset At, string Operation, string Method, string Address, int? Status, string? Fault, string? Client);
