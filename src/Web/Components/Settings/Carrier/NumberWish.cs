using OrleansSms.Carrier;

namespace OrleansSms.Web.Components.Settings.Carrier;

/// <summary>A number that is to be set up, with its calls or without.</summary>
public sealed record NumberWish(CarrierNumber Number, bool Calls);
