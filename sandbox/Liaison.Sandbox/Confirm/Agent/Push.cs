using Liaison.Sandbox.Confirm.Records;

namespace Liaison.Sandbox.Confirm.Agent;

/// <summary>One change waiting to be told: the enquiry as it stood after it.</summary>
public sealed class Push(Enquiry enquiry)
{
    public Enquiry Enquiry { get; } = enquiry;

    public int Attempts { get; set; }

    public DateTimeOffset Due { get; set; } = DateTimeOffset.MinValue;
}

/// <summary>One POST that the agent made.</summary>
/// <param name="Status">HTTP status, or null when there was no answer.</param>
/// <param name="Answer">The first part of the answer, or why there was none.</param>
public sealed record PushAttempt(DateTimeOffset At, IReadOnlyList<string> Changes, int Attempt, int? Status, string Answer, string Body);
