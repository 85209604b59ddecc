using Liaison.Core.Deliveries;
using Liaison.Storage.Road;

namespace Liaison.Tests.Simulation;

/// <summary>A delivery in the simulated queue.</summary>
internal sealed class Row(long seq, Delivery delivery, string marker)
{
    public long Seq => seq;

    public Delivery Delivery => delivery;

    /// <summary>The text by which its effect is known over there.</summary>
    public string Marker => marker;

    public DeliveryState State { get; set; }
    public DateTimeOffset DueAt { get; set; } = delivery.CreatedAt;

    /// <summary>Since when nothing but its due time stood before it.</summary>
    public DateTimeOffset? FreeSince { get; set; }

    public int Epoch { get; set; }
    public SimHub? Owner { get; set; }
    public bool InDoubt { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? FirstTriedAt { get; set; }
    public IReadOnlyList<Step> Steps { get; set; } = delivery.Steps;
    public Fault? Fault { get; set; }

    public ClaimedDelivery Claim((string Record, string? Version)? held) => new(
        Seq, Epoch, Delivery with { State = DeliveryState.Running, Attempts = Attempts, Steps = Steps }, FirstTriedAt!.Value, InDoubt, held?.Record, held?.Version);
}
