using System.Collections.Concurrent;
using Liaison.Core.Identification;

namespace Liaison.Hub.Lookups;

/// <summary>Answers of the last moments: a caller who is looked up by several nodes, or who calls again at once, costs one call.</summary>
public sealed class RecentAnswers(TimeProvider time)
{
    /// <summary>How long an answer counts. Short, for records change under us.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    private const int Most = 50_000;
    private readonly ConcurrentDictionary<string, (Identified Answer, DateTimeOffset At)> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Question, DateTimeOffset At)> order = new();

    public Identified? Find(string question) =>
        answers.TryGetValue(question, out var known) && known.At + Life > time.GetUtcNow() ? known.Answer : null;

    public void Add(string question, Identified answer)
    {
        var now = time.GetUtcNow();
        answers[question] = (answer, now);
        order.Enqueue((question, now));
        while (order.TryPeek(out var oldest) && (oldest.At + Life < now || answers.Count > Most) && order.TryDequeue(out oldest))
        {
            if (answers.TryGetValue(oldest.Question, out var stands) && stands.At == oldest.At)
            {
                answers.TryRemove(KeyValuePair.Create(oldest.Question, stands));
            }
        }
    }
}
