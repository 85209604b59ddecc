using System.Text.Json.Serialization;

namespace Liaison.Sandbox.VirtualObserver.Events;

/// <summary>A change event as it came, letter by letter.</summary>
/// <param name="Number">1, 2, 3 … in the order of arrival.</param>
/// <param name="Path">Where it was sent: <c>/events/session</c>.</param>
/// <param name="Status">What was answered, or would have been when the answer was dropped. Only what was answered with 2xx is kept as received.</param>
public sealed record ReceivedEvent(int Number, DateTimeOffset At, string Method, string Path, string? ContentType, string Body, int Status);

[JsonSerializable(typeof(ReceivedEvent))]
internal sealed partial class ReceivedEventJson : JsonSerializerContext;
